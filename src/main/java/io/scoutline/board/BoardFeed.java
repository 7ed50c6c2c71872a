package io.scoutline.board;

import java.util.List;

/** Where changed lines go. Called on the owner's context; must not wait. */
@FunctionalInterface
public interface BoardFeed {

  /** @param all everybody's line as it was told last, with those that have changed */
  void rows(List<BoardRow> changed, List<BoardRow> all);
}
