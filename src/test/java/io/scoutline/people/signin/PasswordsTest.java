package io.scoutline.people.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.scoutline.platform.wire.Problem;
import java.util.ArrayList;
import java.util.List;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** P16.2: passwords by a slow hash. */
class PasswordsTest {

  private static final PasswordCost CHEAP = new PasswordCost(64, 1);

  private final Passwords passwords = new Passwords(CHEAP, 2, 100);

  @AfterEach
  void close() {
    passwords.close();
  }

  @Test
  void the_right_password_matches_and_another_does_not() {
    PasswordHash hash = passwords.hash("правильный пароль 🐴");

    assertTrue(passwords.matches("правильный пароль 🐴", Optional.of(hash)));
    assertFalse(passwords.matches("правильный пароль", Optional.of(hash)));
    assertFalse(passwords.matches("", Optional.of(hash)));
  }

  @Test
  void where_there_is_no_hash_nothing_matches() {
    assertFalse(passwords.matches("nobody has this password", Optional.empty()));
  }

  @Test
  void an_account_that_does_not_exist_costs_a_guess_as_much_as_one_that_does() {
    try (var dear = new Passwords(new PasswordCost(16_384, 2), 1, 10)) {
      Optional<PasswordHash> somebodys = Optional.of(dear.hash("something long"));
      // The memory that is filled is the cost that was chosen; a clock would measure the machine's other work too.
      long known = allocatedBy(() -> dear.matches("a guess", somebodys));
      long unknown = allocatedBy(() -> dear.matches("a guess", Optional.empty()));

      assertTrue(known > 16_384 * 1_024, known + " bytes");
      assertEquals(known, unknown, known * 0.1);
    }
  }

  private static long allocatedBy(Runnable work) {
    long before = allocated();
    work.run();
    return allocated() - before;
  }

  /** By the threads that hash, since they began. */
  private static long allocated() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("password-"))
        .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.threadId())).sum();
  }

  @Test
  void the_same_password_twice_gives_two_hashes() {
    assertNotEquals(passwords.hash("одинаковый"), passwords.hash("одинаковый"));
  }

  @Test
  void a_hash_carries_its_parameters() {
    assertTrue(passwords.hash("something long").encoded().startsWith("$argon2id$v=19$m=64,t=1,p=1$"));
  }

  @Test
  void a_hash_made_at_another_cost_still_matches_and_is_outdated() {
    PasswordHash old = passwords.hash("something long");
    try (var dearer = new Passwords(new PasswordCost(128, 2), 1, 10)) {
      assertTrue(dearer.matches("something long", Optional.of(old)));
      assertTrue(dearer.isOutdated(old));
      assertFalse(dearer.isOutdated(dearer.hash("something long")));
    }
    assertFalse(passwords.isOutdated(old));
  }

  @Test
  void more_than_can_wait_are_refused_and_none_is_lost() throws InterruptedException {
    try (var narrow = new Passwords(new PasswordCost(8_192, 2), 1, 1)) {
      var begin = new CountDownLatch(1);
      var done = new AtomicInteger();
      var refused = new AtomicInteger();
      List<Thread> storm = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        storm.add(Thread.startVirtualThread(() -> {
          try {
            begin.await();
            narrow.hash("something long");
            done.incrementAndGet();
          } catch (Problem busy) {
            assertEquals(503, busy.status());
            refused.incrementAndGet();
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
        }));
      }
      begin.countDown();
      for (Thread thread : storm) {
        thread.join();
      }
      assertEquals(20, done.get() + refused.get());
      assertTrue(done.get() >= 2, "at least the one computed and the one waiting");
      assertTrue(refused.get() > 0, "the rest did not queue without end");
    }
  }

  @Test
  void a_hash_does_not_print_itself() {
    assertEquals("PasswordHash", passwords.hash("something long").toString());
    assertThrows(IllegalArgumentException.class, () -> new PasswordHash("plain text"));
  }
}
