package io.scoutline.board;

import java.util.List;

/** Where changed lines go. Called on the owner's context; must not wait. */
@FunctionalInterface
public interface BoardFeed {
  void rows(List<BoardRow> changed);
}
