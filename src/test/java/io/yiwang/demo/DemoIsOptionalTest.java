package io.yiwang.demo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class DemoIsOptionalTest {
  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.yiwang");

  /** The benches, which no server runs, measure with what it draws. */
  @Test
  void nothingOutsideTheDemonstrationKnowsIt() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.yiwang.demo..", "io.yiwang.bench..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.yiwang.demo..")
        .check(PRODUCTION);
  }

  @Test
  void theSimulatedPeopleKnowThePlatformOnlyByItsAddress() {
    noClasses()
        .that()
        .resideInAPackage("io.yiwang.demo.life..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.yiwang.access..",
            "io.yiwang.citymap..",
            "io.yiwang.sensing..",
            "io.yiwang.incidents..",
            "io.yiwang.cases..",
            "io.yiwang.dispatch..",
            "io.yiwang.house..")
        .check(PRODUCTION);
  }
}
