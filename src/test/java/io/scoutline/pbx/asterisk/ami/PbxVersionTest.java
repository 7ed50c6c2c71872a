package io.scoutline.pbx.asterisk.ami;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PbxVersionTest {

  @ParameterizedTest
  @CsvSource({"22.10.1~dfsg+~cs6.16.60671434-1, 22, 10, 1", "20.18.2, 20, 18, 2", "Asterisk 18.26.0, 18, 26, 0",
      "certified/20.7-cert5, 20, 7, 0", "22.8.2-rc1, 22, 8, 2"})
  void releases_are_read_as_pbxs_write_them(String said, int major, int minor, int patch) {
    assertEquals(new PbxVersion(major, minor, patch), PbxVersion.parse(said).orElseThrow());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "GIT-master-abc", "22", "99999.1.1", "x22.1"})
  void what_is_no_release_is_none(String said) {
    assertEquals(Optional.empty(), PbxVersion.parse(said));
  }

  @ParameterizedTest
  @CsvSource({"16.28.0, true, true", "17.9.4, true, true", "18.26.4, false, true", "20.18.1, false, true",
      "20.18.2, false, false", "20.20.0, false, false", "21.12.2, false, true", "22.8.1, false, true",
      "22.8.2, false, false", "22.10.1, false, false", "23.1.0, false, false"})
  void advisories_and_age_are_judged_by_release(String said, boolean tooOld, boolean outdated) {
    var version = PbxVersion.parse(said).orElseThrow();
    assertEquals(tooOld, version.isTooOld());
    assertEquals(outdated, version.isOutdated());
  }

  @Test
  void a_later_release_is_greater() {
    assertTrue(new PbxVersion(22, 10, 1).compareTo(new PbxVersion(22, 8, 2)) > 0);
  }
}
