package io.scoutline.pbx.asterisk.ami;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.asteriskjava.manager.action.ManagerAction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("P16.2: nothing that is sent to the PBX can begin a header or an action of its own")
class SafeActionsTest {
  private static final List<UnaryOperator<String>> CHECKS = List.of(SafeActions::channel, SafeActions::extension,
      SafeActions::endpoint, value -> SafeActions.requirePlain("value", value));

  @ParameterizedTest
  @ValueSource(strings = {"PJSIP/101-0000002f", "PJSIP/trunk-a_b.c-00000001", "Local/101@scoutline-queue-0000001a;1",
      "SIP/+74950000001-00000007", "PJSIP/sip:x@10.0.0.1:5060-00000001", "DAHDI/i1/101-1"})
  void names_of_channels_pass_as_they_are(String name) {
    assertEquals(name, SafeActions.stopRecording(name).getChannel());
    assertEquals(name, SafeActions.muteRecording(name, false).getChannel());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PJSIP", "PJSIP/", "/101-1", "PJSIP/101-1\r\n", "PJSIP/101-1\n", "PJSIP/101-1\r",
      "PJSIP/101-1\u0000", "PJSIP/101-1 ", "PJSIP/101-1\r\nAction: Originate", "PJSIP/101-1,w", "PJSIP/101-1;3",
      "PJSIP/101-1&PJSIP/102-1", "PJSIP/${SHELL(x)}-1", "PJSIP/101-1|x", "PJSIP/101\u2028-1", "all"})
  void anything_else_is_refused(String name) {
    assertThrows(IllegalArgumentException.class, () -> SafeActions.stopRecording(name));
    assertThrows(IllegalArgumentException.class, () -> SafeActions.muteRecording(name, true));
  }

  @Test
  void no_value_is_refused() {
    CHECKS.forEach(check -> assertThrows(IllegalArgumentException.class, () -> check.apply(null)));
  }

  @Test
  void whatever_passes_holds_no_control_character() {
    var random = new Random(20261121);
    int passed = 0;
    for (int round = 0; round < 200_000; round++) {
      String value = hostile(random);
      for (UnaryOperator<String> check : CHECKS) {
        try {
          assertTrue(check.apply(value).chars().noneMatch(Character::isISOControl), () -> "let through: " + value);
          passed++;
        } catch (IllegalArgumentException refused) {
          // as it should be for most of them
        }
      }
    }
    assertTrue(passed > 1_000, "the values were all refused, so nothing was tested");
  }

  private static String hostile(Random random) {
    String alphabet = "PJSIP/101-af_.@;&,|${}()%\"'\\:+*# \r\n\u0000\t\u0085\u2028Жé";
    var value = new StringBuilder(random.nextBoolean() ? "PJSIP/1" : "");
    for (int length = random.nextInt(6); length > 0; length--) {
      value.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return value.toString();
  }

  @Test
  void actions_are_made_in_one_place_only() {
    var classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("io.scoutline");
    noClasses().that().haveNameNotMatching("\\Q" + SafeActions.class.getName() + "\\E(\\$.*)?")
        .should().callConstructorWhere(new DescribedPredicate<JavaConstructorCall>("makes an action") {
          @Override
          public boolean test(JavaConstructorCall call) {
            return assignableTo(ManagerAction.class).test(call.getTargetOwner());
          }
        }).check(classes);
  }
}
