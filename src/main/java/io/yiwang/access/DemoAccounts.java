package io.yiwang.access;

import java.util.List;

/** Names the accounts of a demonstration city; there is such a bean in demonstration mode only. */
public interface DemoAccounts {
  List<DemoAccount> list();
}
