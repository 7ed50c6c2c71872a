package io.scoutline.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ServerHeapTest {

  @Test
  void what_is_used_beside_the_heap_is_not_counted() {
    assertEquals(3_072 * 1_024, ServerHeap.used("""
        4711:
         garbage-first heap   total reserved 262144K, committed 262144K, used 3072K [0x00, 0x10)
          region size 1024K, 2 young (2048K), 0 survivors (0K)
         Metaspace       used 300K, committed 448K, reserved 1114112K
          class space    used 12K, committed 128K, reserved 1048576K
        """));
  }
}
