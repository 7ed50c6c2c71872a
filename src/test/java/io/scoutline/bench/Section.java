package io.scoutline.bench;

import java.util.List;

/** One stretch of the table. */
sealed interface Section permits Comparison, Figures {

  /** What is measured, from where to where. */
  String what();

  /** The unit, then what each column holds. */
  List<String> heads();

  /** Lines below it: goals, cost, sizes. */
  List<String> notes();
}
