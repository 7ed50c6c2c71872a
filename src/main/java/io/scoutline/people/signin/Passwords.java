package io.scoutline.people.signin;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.scoutline.platform.wire.Problem;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Slow hashes of passwords (P16.2): Argon2id, computed on a few threads of their own, so that a storm of sign-ins
 * takes neither the event loops nor all of the machine. The calling thread waits; call on a virtual or plain thread.
 */
public final class Passwords implements AutoCloseable {

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private final Argon2Function function;
  private final ThreadPoolExecutor threads;
  private final PasswordHash nobodys;

  /**
   * @param atOnce how many are computed at the same time
   * @param waiting how many may wait for that; more are refused
   */
  public Passwords(PasswordCost cost, int atOnce, int waiting) {
    this.function =
        Argon2Function.getInstance(cost.memoryKib(), cost.passes(), 1, HASH_BYTES, Argon2.ID);
    this.threads = new ThreadPoolExecutor(atOnce, atOnce, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting),
        Thread.ofPlatform().name("password-", 0).daemon().factory());
    threads.allowCoreThreadTimeOut(true);
    this.nobodys = compute("nobody has this password");
  }

  /** @throws Problem 503 when more passwords wait than the machine can do in a reasonable time; nothing was done */
  public PasswordHash hash(String password) {
    return onThreads(() -> compute(password));
  }

  /**
   * Takes the same time when there is no hash to compare with, so that it does not tell who has an account.
   *
   * @throws Problem 503 as {@link #hash} does
   */
  public boolean matches(String password, Optional<PasswordHash> stored) {
    PasswordHash against = stored.orElse(nobodys);
    boolean same = onThreads(() ->
        Password.check(password, against.encoded()).with(Argon2Function.getInstanceFromHash(against.encoded())));
    return same && stored.isPresent();
  }

  /** Whether the hash was made at another cost than today's. */
  public boolean isOutdated(PasswordHash stored) {
    return !Argon2Function.getInstanceFromHash(stored.encoded()).equals(function);
  }

  private PasswordHash compute(String password) {
    return new PasswordHash(Password.hash(password).addRandomSalt(SALT_BYTES).with(function).getResult());
  }

  private <T> T onThreads(Callable<T> work) {
    try {
      return threads.submit(work).get();
    } catch (RejectedExecutionException full) {
      throw Problem.unavailable("busy", "Too many people are signing in. Try again in a moment.");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
