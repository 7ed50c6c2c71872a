package io.scoutline.people.signin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the database for those who can go on without its answer: a database that takes connections and says nothing
 * would hold each of them for the time of a statement. They wait for a moment; as soon as one has waited in vain nobody
 * waits any more, and now and then a question is asked on the side, until one is answered. Safe on any thread that may
 * wait.
 */
final class BriefWait<K, T> {

  private static final Logger LOG = LoggerFactory.getLogger(BriefWait.class);

  private final Duration patience;
  private final Duration askEvery;
  private final InstantSource clock;
  private final Map<K, CompletableFuture<T>> underWay = new ConcurrentHashMap<>();
  private final AtomicReference<Instant> askedOnTheSide = new AtomicReference<>(Instant.MIN);
  private volatile boolean silent;

  /**
   * @param patience how long anybody waits
   * @param askEvery how often it is asked on the side while it is silent
   */
  BriefWait(Duration patience, Duration askEvery, InstantSource clock) {
    this.patience = patience;
    this.askEvery = askEvery;
    this.clock = clock;
  }

  /**
   * The answer, or empty when there is none in time; then the question goes on by itself. Who asks for the same key
   * meanwhile waits for the same answer. What the question throws in time comes out as it is.
   */
  Optional<T> ask(K key, Supplier<T> question) {
    if (silent) {
      askOnTheSide(question);
      return Optional.empty();
    }
    CompletableFuture<T> answer = underWay.computeIfAbsent(key, _ -> {
      var asked = new CompletableFuture<T>();
      // Over before it is answered: who asks after an answer has come is never given that one again.
      Thread.ofVirtual().name("look-up").start(() -> answer(question, asked, () -> underWay.remove(key, asked)));
      return asked;
    });
    try {
      return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException nothingSaid) {
      fallsSilent();
      return Optional.empty();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private void fallsSilent() {
    if (!silent) {
      LOG.warn("the database says nothing; who is known goes on without it");
    }
    askedOnTheSide.set(clock.instant());
    silent = true;
  }

  /** A question that was asked before may hang on a connection that is dead for long. */
  private void askOnTheSide(Supplier<T> question) {
    Instant now = clock.instant();
    Instant last = askedOnTheSide.get();
    if (!now.isBefore(last.plus(askEvery)) && askedOnTheSide.compareAndSet(last, now)) {
      Thread.ofVirtual().name("look-up").start(() -> answer(question, new CompletableFuture<>(), () -> { }));
    }
  }

  private void answer(Supplier<T> question, CompletableFuture<T> asked, Runnable over) {
    try {
      T said = question.get();
      over.run();
      asked.complete(said);
      if (silent) {
        silent = false;
        LOG.info("the database answers again");
      }
    } catch (RuntimeException | Error thrown) {
      over.run();
      asked.completeExceptionally(thrown);
    }
  }
}
