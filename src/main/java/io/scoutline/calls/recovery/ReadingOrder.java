package io.scoutline.calls.recovery;

import io.scoutline.pbx.PbxRecords.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which of two places was read first. Neither names nor inodes of rotated files tell: an inode is used again, so a file
 * counts from where it was begun last. What was read before all that is remembered comes first. For one thread.
 */
final class ReadingOrder implements Comparator<Place> {

  /** Rotated files that an open call may begin in. */
  private static final int MOST_FILES = 100;

  /** The last one last. */
  private final List<Long> files = new ArrayList<>();

  void read(long file) {
    if (files.isEmpty() || files.getLast() != file) {
      files.add(file);
    }
    if (files.size() > MOST_FILES) {
      files.removeFirst();
    }
  }

  @Override
  public int compare(Place one, Place other) {
    int byFile = Integer.compare(files.lastIndexOf(one.file()), files.lastIndexOf(other.file()));
    return byFile != 0 ? byFile : Long.compare(one.offset(), other.offset());
  }
}
