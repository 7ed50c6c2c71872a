package io.scoutline.pbx.simulator;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class SimulatorPackagesTest {
  @Test
  void its_packages_use_each_other_one_way_only() {
    var classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("io.scoutline.pbx.simulator");
    slices().matching("io.scoutline.pbx.(**)").should().beFreeOfCycles().check(classes);
  }
}
