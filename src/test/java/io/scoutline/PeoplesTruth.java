package io.scoutline;

import io.scoutline.calls.Call;
import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.simulator.scenario.Truth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds rows against what the people at simulated phones know of their calls: one row each, over, with all its
 * linkedids and those who talked. A call that a power failure of the PBX cut has a row where the link told of it, of
 * which nothing more is known; where neither the link nor an end in the records tells of it, there is none. For how
 * long they talked is left to those who have no clock that runs ten times too fast: a moment here is long there.
 *
 * @param people by the extension of their phone
 * @param evenClock whether nobody has set the PBX's clock: a talk that ends before it begins is none to the server
 */
record PeoplesTruth(Map<String, PersonId> people, boolean evenClock) {

  /** What is wrong; empty when all is as it was. */
  List<String> wrong(Collection<Truth> truth, Collection<Call> rows) {
    var wrong = new ArrayList<String>();
    var byLinkedid = new HashMap<String, List<Call>>();
    rows.forEach(row -> row.linkedids().forEach(linkedid ->
        byLinkedid.computeIfAbsent(linkedid, _ -> new ArrayList<>()).add(row)));
    for (Truth one : truth) {
      List<Call> its = byLinkedid.getOrDefault(one.uniqueid(), List.of());
      if (its.isEmpty() && one.lost()) {
        continue;
      }
      String difference = its.size() == 1 ? difference(one, its.getFirst()) : its.size() + " rows";
      if (!difference.isEmpty()) {
        wrong.add(difference + ": " + one + " is " + its);
      }
    }
    Set<String> known = truth.stream().flatMap(one -> one.linkedids().stream()).collect(Collectors.toSet());
    rows.stream().filter(row -> !known.containsAll(row.linkedids())).forEach(row -> wrong.add("never was: " + row));
    return wrong;
  }

  private String difference(Truth truth, Call row) {
    if (row.isOpen()) {
      return "open";
    }
    if (truth.lost()) {
      return "";
    }
    Set<String> linkedids = new HashSet<>(row.linkedids());
    if (!linkedids.equals(new HashSet<>(truth.linkedids()))) {
      return "other linkedids";
    }
    if (!evenClock) {
      return "";
    }
    boolean answered = truth.direction() == Truth.Direction.INTERNAL
        || row.answeredBy().equals(truth.answeredBy().map(people::get));
    if (!answered) {
      return "answered by somebody else";
    }
    return people.keySet().stream().anyMatch(extension -> !hasTalked(truth, row, extension)) ? "others talked" : "";
  }

  /** Whether the row says of this extension what is true. */
  private boolean hasTalked(Truth truth, Call row, String extension) {
    boolean client = truth.direction() != Truth.Direction.INTERNAL;
    boolean talked = truth.talk().containsKey(extension) || truth.hold().containsKey(extension);
    return !client || !talked || row.legsOf(people.get(extension)).anyMatch(row::hasTalked);
  }
}
