package io.scoutline.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  @ParameterizedTest
  @CsvSource({
      "10.0.0.0/8,     10.255.1.2,  true",
      "10.0.0.0/8,     11.0.0.1,    false",
      "192.168.4.0/22, 192.168.7.9, true",
      "192.168.4.0/22, 192.168.8.0, false",
      "127.0.0.1,      127.0.0.1,   true",
      "127.0.0.1,      127.0.0.2,   false",
      "0.0.0.0/0,      203.0.113.9, true",
      "fd00::/8,       fd12::1,     true",
      "fd00::/8,       fe80::1,     false",
      "::1,            0:0:0:0:0:0:0:1, true",
      "0.0.0.0/0,      ::1,         false"})
  void an_address_lies_in_the_networks_that_begin_like_it(String network, String address, boolean inside) {
    assertEquals(inside, Network.parse(network).orElseThrow().contains(address));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "proxy.example", "10.0.0.0/33", "10.0.0.0/-1", "fd00::/129", "10.0.0/8x", "1.2.3.4/8/8"})
  void what_is_no_network_is_none(String text) {
    assertEquals(Optional.empty(), Network.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
      "192.0.2.1, 192.0.2.1",
      "2001:db8:1:2:3:4:5:6, 2001:db8:1:2",
      "2001:db8:1:2::6, 2001:db8:1:2",
      "2001:db8::6, 2001:db8:0:0",
      "fe80::1%eth7, fe80:0:0:0",
      "::1, 0:0:0:0",
      "::ffff:192.0.2.1, 192.0.2.1",
      "1:2, 1:2",
      "::, 0:0:0:0"
  })
  void all_addresses_of_one_holder_count_as_one(String address, String holder) {
    assertEquals(holder, Network.ofHolder(address));
  }

  @Test
  void a_name_lies_nowhere() {
    var everything = Network.parse("0.0.0.0/0").orElseThrow();
    assertFalse(everything.contains("localhost"));
    assertTrue(everything.contains("127.0.0.1"));
  }
}
