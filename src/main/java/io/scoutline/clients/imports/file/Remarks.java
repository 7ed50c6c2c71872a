package io.scoutline.clients.imports.file;

import io.scoutline.clients.imports.file.Remark.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What there is to say of one row. Each kind of fault is told, but of those alike only the first and how many more
 * there are: a cell of thirty thousand pieces is one fault, and its row keeps its cells anyway. For one thread.
 */
public final class Remarks {

  static final int ALIKE = 5;

  private record Kind(Code code, Optional<ImportField> field) {}

  private final List<Remark> told = new ArrayList<>();
  private final Map<Kind, Integer> met = new LinkedHashMap<>();

  void add(Remark remark) {
    if (met.merge(new Kind(remark.code(), remark.field()), 1, Integer::sum) <= ALIKE) {
      told.add(remark);
    }
  }

  boolean isEmpty() {
    return told.isEmpty();
  }

  boolean areAbout(ImportField field) {
    return told.stream().anyMatch(remark -> remark.field().equals(Optional.of(field)));
  }

  List<Remark> all() {
    var all = new ArrayList<>(told);
    met.forEach((kind, times) -> {
      if (times > ALIKE) {
        all.add(Remark.more(kind.field(), times - ALIKE));
      }
    });
    return all;
  }

  /** The first of them, the last being how many more there are when there are more. */
  public static List<Remark> first(int most, List<Remark> remarks) {
    if (remarks.size() <= most) {
      return remarks;
    }
    var first = new ArrayList<>(remarks.subList(0, most - 1));
    first.add(Remark.more(Optional.empty(),
        remarks.subList(most - 1, remarks.size()).stream().mapToInt(Remark::stands).sum()));
    return first;
  }
}
