package io.scoutline.calls.recovery;

import io.scoutline.calls.Call;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Plays days and tells what must hold after each, and how little of a day is enough to break it. */
final class SeededDays {

  private final List<RecordedCall> recorded;

  SeededDays() throws IOException {
    recorded = RecordedCalls.names().map(RecordedCall::read).toList();
  }

  BadDay day(long seed, int calls) {
    return BadDay.of(seed, calls, recorded);
  }

  /** What is wrong at the end of such a day; empty when all is well. */
  Optional<String> wrongAfter(BadDay day) {
    var server = new MemoryServer();
    try {
      day.steps().forEach(server::meet);
      server.resync(day.steps().getLast().at());
      server.settleAll();
    } catch (AssertionError | RuntimeException fault) {
      return Optional.of(fault.toString());
    }
    if (!server.open().isEmpty()) {
      return Optional.of("calls are open after the end: " + server.open());
    }
    if (server.unsettled() > 0) {
      return Optional.of(server.unsettled() + " calls of the records could not be judged");
    }
    Map<Integer, List<Call>> rows = server.rows().stream().collect(Collectors.groupingBy(SeededDays::callOf));
    return day.present().stream().flatMap(call -> difference(day.calls().get(call),
        rows.getOrDefault(call, List.of())).stream()).findFirst();
  }

  private static int callOf(Call row) {
    String linkedid = row.linkedids().getFirst();
    return Integer.parseInt(linkedid.substring(0, linkedid.indexOf('/')));
  }

  private static Optional<String> difference(RecordedCall expected, List<Call> rows) {
    try {
      RecordedCalls.assertSame(expected.whole(), rows, expected.name());
      return Optional.empty();
    } catch (AssertionError different) {
      return Optional.of(different.getMessage());
    }
  }

  /** The least of the day that is still wrong: first as few calls as can be, then as few steps. */
  static BadDay shortest(BadDay day, Predicate<BadDay> wrong) {
    List<Integer> all = day.present();
    List<Integer> calls = least(all, some -> wrong.test(day.without(others(all, some))));
    List<BadDay.Step> steps = day.without(others(all, calls)).steps();
    List<Integer> kept = least(IntStream.range(0, steps.size()).boxed().toList(),
        some -> wrong.test(day.with(stepsOf(steps, some))));
    return day.with(stepsOf(steps, kept));
  }

  /** What is written down and asked for stays: without it a loss would be no fault. */
  private static List<BadDay.Step> stepsOf(List<BadDay.Step> steps, List<Integer> some) {
    return IntStream.range(0, steps.size()).filter(step -> some.contains(step)
        || steps.get(step) instanceof BadDay.Step.WrittenDown).mapToObj(steps::get).toList();
  }

  private static List<Integer> others(List<Integer> all, List<Integer> some) {
    return all.stream().filter(one -> !some.contains(one)).toList();
  }

  /** Delta debugging: takes away ever smaller pieces for as long as it goes on failing. */
  private static <T> List<T> least(List<T> all, Predicate<List<T>> stillWrong) {
    List<T> kept = new ArrayList<>(all);
    for (int piece = Math.max(1, kept.size() / 2); ; piece /= 2) {
      for (int from = 0; from < kept.size(); ) {
        var fewer = new ArrayList<>(kept);
        fewer.subList(from, Math.min(from + piece, kept.size())).clear();
        if (stillWrong.test(fewer)) {
          kept = fewer;
        } else {
          from += piece;
        }
      }
      if (piece <= 1) {
        return kept;
      }
    }
  }

  /** To be read by whoever mends it. */
  static String told(BadDay day, String wrong) {
    return "seed " + day.seed() + ": " + wrong + "\nthe shortest day that fails, of "
        + day.present().stream().map(call -> day.calls().get(call).name()).toList() + ":\n"
        + day.steps().stream().map(Object::toString).collect(Collectors.joining("\n"));
  }
}
