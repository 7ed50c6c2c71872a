package io.scoutline.calls.rows;

import io.scoutline.calls.Call;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PbxName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The calls whose last state found no room, by their ids alone. Of the first {@value #MOST} of them: those are the ones
 * that may have an older row, which says that they go on. Not thread-safe.
 */
final class GivenUp {

  static final int MOST = 100_000;

  private record Name(PbxName pbx, String linkedid) {}

  private final Map<CallId, List<Name>> calls = new LinkedHashMap<>();
  private final Map<Name, CallId> byName = new HashMap<>();

  void add(Call call) {
    if (calls.size() < MOST || calls.containsKey(call.id())) {
      remove(call.id());
      List<Name> names = call.linkedids().stream().map(linkedid -> new Name(call.pbx(), linkedid)).toList();
      calls.put(call.id(), names);
      names.forEach(name -> byName.put(name, call.id()));
    }
  }

  void remove(CallId call) {
    List<Name> names = calls.remove(call);
    if (names != null) {
      names.forEach(name -> byName.remove(name, call));
    }
  }

  boolean has(CallId call) {
    return calls.containsKey(call);
  }

  Optional<CallId> of(PbxName pbx, String linkedid) {
    return Optional.ofNullable(byName.get(new Name(pbx, linkedid)));
  }

  int size() {
    return calls.size();
  }
}
