package io.scoutline;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The house as docs/architecture.md draws it: which room may use which, and what stays out of each. */
class ArchitectureTest {

  private static final String VERTX = "io.vertx..";
  private static JavaClasses house;

  @BeforeAll
  static void reads_the_house() throws Exception {
    house = new ClassFileImporter().importPath(
        Path.of(App.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
  }

  @Test
  void a_room_uses_only_the_rooms_below_it() {
    var wrong = new TreeMap<String, Set<String>>();
    for (JavaClass one : house) {
      for (var use : one.getDirectDependenciesFromSelf()) {
        String from = Rooms.of(one);
        String to = Rooms.of(use.getTargetClass());
        if (!to.equals(Rooms.OUTSIDE) && !Rooms.mayUse(from, to)) {
          wrong.computeIfAbsent(from + " uses " + to, room -> new TreeSet<>())
              .add(one.getSimpleName() + " > " + use.getTargetClass().getSimpleName());
        }
      }
    }
    assertEquals("", String.join("\n", wrong.entrySet().stream().map(Object::toString).toList()));
  }

  @Test
  void every_package_is_a_room_on_the_plan() {
    for (JavaClass one : house) {
      assertTrue(Rooms.isKnown(Rooms.of(one)), () -> one.getName() + " is in no room of the plan");
    }
  }

  @Test
  void rooms_use_each_other_without_circles() {
    slices().matching("io.scoutline.(*)..").should().beFreeOfCycles().check(house);
  }

  @Test
  void the_parts_of_a_room_use_each_other_without_circles() {
    for (String room : Rooms.names()) {
      slices().matching("io.scoutline." + room + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true)
          .check(house);
    }
  }

  @Test
  void only_the_asterisk_link_knows_asterisk_java() {
    noClasses().that().resideOutsideOfPackage("io.scoutline.pbx.asterisk..")
        .should().dependOnClassesThat().resideInAPackage("org.asteriskjava..").check(house);
  }

  @Test
  void the_sql_client_is_used_in_stores_and_in_the_platform_alone() {
    noClasses().that().resideOutsideOfPackage("io.scoutline.platform..").and(are(not(partOfA("Store"))))
        .should().dependOnClassesThat().resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..")
        .check(house);
  }

  @Test
  void the_web_is_used_in_routes_and_in_the_platform_alone() {
    noClasses().that().resideOutsideOfPackage("io.scoutline.platform..").and(are(not(partOfA("Routes"))))
        .should().dependOnClassesThat().resideInAnyPackage("io.vertx.ext.web..", "io.vertx.core.http..")
        .check(house);
  }

  @Test
  void what_is_pure_knows_nothing_of_vertx() {
    noClasses().that().resideInAnyPackage(
            "io.scoutline.kernel..", "io.scoutline.pbx", "io.scoutline.calls", "io.scoutline.routing..",
            "io.scoutline.recordings.sound..", "io.scoutline.clients.directory")
        .and(are(not(partOfA("Store")))).and(are(not(partOfA("Feed"))))
        .should().dependOnClassesThat().resideInAPackage(VERTX).check(house);
    classes().that().haveNameMatching(".*(Rule|Rules|Reducer|Tracker|Roster|Norm|Pace|Talk)")
        .should().onlyDependOnClassesThat(not(resideInAnyPackage(VERTX))).check(house);
  }

  @Test
  void a_record_is_data_and_carries_nothing_of_vertx_but_json() {
    classes().that().areRecords().and().resideOutsideOfPackages(
            "io.scoutline", "io.scoutline.platform..", "io.scoutline.pbx.asterisk..")
        .should().onlyDependOnClassesThat(not(resideInAnyPackage(VERTX)).or(resideInAnyPackage(
            "io.vertx.core.json..", "io.vertx.codegen.annotations.."))).check(house);
  }

  @Test
  void clock_randomness_and_ids_are_injected() {
    noClasses().that().doNotHaveFullyQualifiedName(Main.class.getName())
        .and().resideOutsideOfPackage("io.scoutline.pbx.simulator.setup..")
        .should().callMethod(Instant.class, "now").orShould().callMethod(LocalDate.class, "now")
        .orShould().callMethod(System.class, "currentTimeMillis").orShould().callMethod(Math.class, "random")
        .orShould().callMethod(InstantSource.class, "system").orShould().callMethod(Clock.class, "systemUTC")
        .orShould().callMethod(Clock.class, "systemDefaultZone").orShould().callMethod(UUID.class, "randomUUID")
        .orShould().callMethod(ThreadLocalRandom.class, "current")
        .orShould().callMethod(RandomGenerator.class, "getDefault").orShould().callConstructor(Random.class)
        .check(house);
  }

  @Test
  void nothing_static_changes() {
    fields().that().areStatic().and().doNotHaveModifier(JavaModifier.SYNTHETIC).should().beFinal().check(house);
  }

  @Test
  void a_name_says_what_a_class_does() {
    noClasses().should().haveNameMatching(".*(Manager|Helper|Helpers|Util|Utils|Impl|Service|Processor)").check(house);
  }

  /** A class of that kind, or one nested in it. */
  private static DescribedPredicate<JavaClass> partOfA(String kind) {
    return DescribedPredicate.describe("part of a " + kind,
        one -> one.getName().replaceFirst("\\$.*", "").endsWith(kind));
  }
}
