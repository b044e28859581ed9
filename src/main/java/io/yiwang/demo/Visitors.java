package io.yiwang.demo;

import io.yiwang.access.DemoAccount;
import io.yiwang.access.DemoAccounts;
import io.yiwang.access.Duty;
import io.yiwang.demo.people.DemoPeople;
import java.util.List;

/** The accounts a visitor may sign in with; nobody else plays them. */
final class Visitors implements DemoAccounts {

  /** One account and where its person belongs. */
  record Visitor(
      String login,
      Duty duty,
      String unit,
      String region,
      String nameZh,
      String nameEn,
      String unitZh,
      String unitEn,
      String home) {}

  /** The street of those who play a street's duties. */
  static final String STREET = "310105002";

  static final List<Visitor> ALL =
      List.of(
          new Visitor(
              "city",
              Duty.CITY_OFFICER,
              "310000-CENTRE",
              "310000",
              "市值班长",
              "City duty officer",
              "上海市城市运行管理中心",
              "Shanghai City Operations Centre",
              "/wall"),
          new Visitor(
              "leader",
              Duty.CITY_LEADER,
              "310000-CENTRE",
              "310000",
              "市领导",
              "City leader",
              "上海市城市运行管理中心",
              "Shanghai City Operations Centre",
              "/wall"),
          new Visitor(
              "district",
              Duty.DISTRICT_OFFICER,
              "310105-CENTRE",
              "310105",
              "区值班长",
              "District duty officer",
              "长宁区城市运行管理中心",
              "Changning Operations Centre",
              "/wall"),
          new Visitor(
              "street",
              Duty.STREET_OFFICER,
              "310105002-OFFICE",
              STREET,
              "街道值班员",
              "Street duty officer",
              "江苏路街道办事处",
              "Jiangsu Road Office",
              "/desk"),
          new Visitor(
              "committee",
              Duty.COMMITTEE,
              "310105002-OFFICE",
              DemoPeople.VISITED,
              "居委干部",
              "Committee member",
              "江苏路第1居民区居委会",
              "Jiangsu Road Neighbourhood 1 Committee",
              "/registry"),
          new Visitor(
              "acceptor",
              Duty.ACCEPTOR,
              "310000-CENTRE",
              "310000",
              "受理员",
              "Acceptor",
              "上海市城市运行管理中心",
              "Shanghai City Operations Centre",
              "/desk"),
          new Visitor(
              "dispatcher",
              Duty.DISPATCHER,
              "310105-GREEN",
              "310105",
              "派遣员",
              "Dispatcher",
              "长宁区绿化和市容管理局",
              "Changning Greening and Appearance Bureau",
              "/desk"),
          new Visitor(
              "worker",
              Duty.GRID_WORKER,
              "310105002-CREW",
              STREET,
              "网格员",
              "Grid worker",
              "江苏路街道网格巡查队",
              "Jiangsu Road Grid Crew",
              "/worker"),
          new Visitor(
              "checker",
              Duty.CHECKER,
              "310105-CENTRE",
              "310105",
              "核查员",
              "Checker",
              "长宁区城市运行管理中心",
              "Changning Operations Centre",
              "/worker"),
          new Visitor(
              "resident",
              Duty.RESIDENT,
              "310105002-OFFICE",
              STREET,
              "市民",
              "Resident",
              "江苏路街道",
              "Jiangsu Road",
              "/report"),
          new Visitor(
              "auditor",
              Duty.AUDITOR,
              "310000-CENTRE",
              "310000",
              "审计员",
              "Auditor",
              "上海市城市运行管理中心",
              "Shanghai City Operations Centre",
              "/admin/audit"),
          new Visitor(
              "steward2",
              Duty.ADMIN,
              "310000-CENTRE",
              "310000",
              "系统管理员（复核）",
              "Second administrator",
              "上海市城市运行管理中心",
              "Shanghai City Operations Centre",
              "/desk"),
          new Visitor(
              "steward",
              Duty.ADMIN,
              "310000-CENTRE",
              "310000",
              "系统管理员",
              "Administrator",
              "上海市城市运行管理中心",
              "Shanghai City Operations Centre",
              "/desk"));

  @Override
  public List<DemoAccount> list() {
    return ALL.stream()
        .map(
            v ->
                new DemoAccount(
                    v.login(),
                    Cast.PASSWORD,
                    v.duty(),
                    v.nameZh(),
                    v.nameEn(),
                    v.unitZh(),
                    v.unitEn(),
                    v.home()))
        .toList();
  }
}
