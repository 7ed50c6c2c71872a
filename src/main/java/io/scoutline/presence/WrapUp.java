package io.scoutline.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long one person may still write up one conversation. It always has a deadline (P2.5), which the person may put
 * off and which waits while they type, but never beyond {@link Rules#longest} from its beginning. Pure.
 *
 * @param since when the conversation was over
 * @param until when the time is over if nobody has written it up
 */
record WrapUp(Instant since, Instant until, Rules rules) {

  /**
   * @param usual what everybody is given
   * @param whileTyping how long a typed word keeps it at least
   * @param longest the end of all putting off
   * @param grace how long a word that was typed in time may be on its way
   */
  record Rules(Duration usual, Duration whileTyping, Duration longest, Duration grace) {

    static Rules usual(Duration usual) {
      Duration longest = Duration.ofMinutes(30);
      return new Rules(usual, Duration.ofSeconds(30), usual.compareTo(longest) > 0 ? usual : longest,
          Duration.ofSeconds(5));
    }

    WrapUp beginAt(Instant now) {
      return new WrapUp(now, now.plus(usual), this);
    }

    /**
     * After a restart one has the usual time once more, and never less than it was put off to.
     *
     * @param ended by the PBX's clock, which may go before ours
     */
    WrapUp resumedAt(Instant now, Instant ended, Optional<Instant> putOffTo) {
      Instant since = ended.isAfter(now) ? now : ended;
      Instant usually = now.plus(usual);
      return new WrapUp(since, since.plus(usual), this).to(putOffTo.filter(usually::isBefore).orElse(usually));
    }
  }

  /** A word was typed: the time does not end under the hands. */
  WrapUp typedAt(Instant now) {
    return to(now.plus(rules.whileTyping()));
  }

  /** The person asked for more time; counts from the deadline, or from now when that is over. */
  WrapUp extendedAt(Instant now, Duration by) {
    return to((until.isAfter(now) ? until : now).plus(by));
  }

  private WrapUp to(Instant wanted) {
    Instant last = since.plus(rules.longest());
    Instant next = wanted.isAfter(last) ? last : wanted;
    return next.isAfter(until) ? new WrapUp(since, next, rules) : this;
  }

  /** Of the two the one that ends later. */
  static WrapUp later(WrapUp one, WrapUp other) {
    return other.until.isAfter(one.until) ? other : one;
  }

  boolean isOverAt(Instant now) {
    return !until.isAfter(now);
  }

  /** Whether even a word that was typed in time must have arrived. */
  boolean isSettledAt(Instant now) {
    return !until.plus(rules.grace()).isAfter(now);
  }
}
