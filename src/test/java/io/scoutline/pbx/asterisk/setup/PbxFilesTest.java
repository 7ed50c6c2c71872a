package io.scoutline.pbx.asterisk.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.kernel.PbxName;
import io.scoutline.pbx.asterisk.ami.AmiAccount;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("P17.2: the files that connect a PBX, printed for an installation")
class PbxFilesTest {
  private static final List<PbxPlan.Phone> PHONES =
      List.of(new PbxPlan.Phone("PJSIP/101", "101"), new PbxPlan.Phone("PJSIP/102", "102"));

  private final PbxFiles files = new PbxFiles();

  @Test
  void every_file_of_config_asterisk_is_printed() throws IOException {
    try (var there = Files.list(Path.of("config/asterisk"))) {
      assertEquals(there.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".conf"))
          .collect(Collectors.toSet()), print().stream().map(PbxFiles.PbxFile::name).collect(Collectors.toSet()));
    }
  }

  @Test
  void no_placeholder_is_left() {
    for (var file : print()) {
      assertFalse(file.text().contains("{{"), file.name());
    }
  }

  @Test
  void the_values_of_the_installation_stand_in_the_files() {
    assertTrue(text("extensions").contains("SCOUTLINE_AGI=agi://10.0.0.2:4573/route/main"));
    assertTrue(text("extensions").contains("SCOUTLINE_DONE=/srv/calls/done"));
    assertTrue(text("extensions").contains("SCOUTLINE_SPOOL=/srv/calls/recording"));
    assertTrue(text("extensions").contains("SCOUTLINE_TRUNK=carrier"));
    assertTrue(text("extensions").contains("exten => _10X,1,"));
    assertTrue(text("manager").contains("permit = 10.0.0.2/255.255.255.255"));
    assertTrue(text("queues").contains("member => PJSIP/101\nmember => PJSIP/102"));
    assertTrue(text("queues").contains("[sales]"));
  }

  @Test
  @DisplayName("P16.3: a printed file holds the password only where it was asked for")
  void the_password_is_printed_only_when_asked_for() {
    assertTrue(text("manager").contains("secret = " + PbxFiles.PASSWORD_PLACE));
    assertFalse(text("manager").contains("s3cret$1"));
    var exact = files.print(plan("PJSIP/carrier", "sales", "/srv/calls/done"), PHONES, Optional.of("s3cret$1"));
    assertTrue(exact.getFirst().text().contains("secret = s3cret$1"));
  }

  @Test
  @DisplayName("P16.3: the printed account has the least rights that work")
  void the_printed_account_has_the_least_rights() {
    assertTrue(text("manager").contains("read = call,agent,reporting\nwrite = call,reporting\n"));
  }

  @ParameterizedTest
  @CsvSource({"'', _XXX", "'101', _101", "'101,102,109', _10X", "'101,201', _X01", "'1001,1002,2003', _X00X",
      "'101,102,1001', _10X"})
  void the_extensions_make_one_pattern(String extensions, String pattern) {
    var phones = extensions.isEmpty() ? List.<PbxPlan.Phone>of()
        : List.of(extensions.split(",")).stream().map(digits -> new PbxPlan.Phone("PJSIP/" + digits, digits)).toList();
    assertEquals(pattern, PbxFiles.pattern(phones));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sales\nexten => _X.,1,System(id)", "sales]", "", "sales;x", "sa les", "${X}"})
  @DisplayName("P16.2: no value can begin a line of its own in Asterisk's files")
  void a_value_that_could_begin_a_line_of_its_own_is_refused(String queue) {
    assertThrows(IllegalArgumentException.class, () -> plan("PJSIP/carrier", queue, "/srv/calls/done"));
    assertThrows(IllegalArgumentException.class, () -> plan("PJSIP/" + queue, "sales", "/srv/calls/done"));
    assertThrows(IllegalArgumentException.class, () -> new PbxPlan.Phone("PJSIP/" + queue, "101"));
  }

  @Test
  void a_folder_with_a_strange_name_does_not_reach_the_dialplan() {
    var printed = files.print(plan("PJSIP/carrier", "sales", "/srv/$(id)/done"), PHONES, Optional.empty());
    assertTrue(printed.get(1).text().contains("SCOUTLINE_DONE=/var/spool/asterisk/scoutline/done"));
    assertFalse(printed.get(1).text().contains("$(id)"));
  }

  private String text(String start) {
    return print().stream().filter(file -> file.name().startsWith(start)).findFirst().orElseThrow().text();
  }

  private List<PbxFiles.PbxFile> print() {
    return files.print(plan("PJSIP/carrier", "sales", "/srv/calls/done"), PHONES, Optional.empty());
  }

  private static PbxPlan plan(String trunk, String queue, String done) {
    var account = new AmiAccount(new PbxName("main"), "10.0.0.5", 5038, "scoutline", "s3cret$1");
    return new PbxPlan(account, "10.0.0.2", InetSocketAddress.createUnresolved("10.0.0.2", 4573), trunk,
        "scoutline-incoming", queue, Optional.of(Path.of(done)));
  }
}
