package io.scoutline.bench;

import io.scoutline.bench.Samples.Summary;
import java.util.List;

/**
 * One figure beside its baseline of the same run.
 *
 * @param what is measured, from where to where
 * @param baselineName what the baseline is
 * @param mostAtP99 the goal: how many times the baseline's p99 ours may be
 * @param notes lines below it: cost, sizes
 */
record Comparison(String what, Summary ours, String baselineName, Summary baseline, double mostAtP99,
    List<String> notes) implements Section {

  Comparison {
    notes = List.copyOf(notes);
  }

  @Override
  public List<String> heads() {
    return Summary.HEADS;
  }

  double ratioAtP99() {
    return ours.p99() / baseline.p99();
  }

  boolean holds() {
    return ratioAtP99() <= mostAtP99;
  }
}
