package io.scoutline.clients.imports.base;

import io.scoutline.clients.imports.file.ImportField;
import io.scoutline.clients.imports.file.ImportRow;
import io.scoutline.clients.imports.file.Remark;
import io.scoutline.clients.imports.file.Remark.Code;
import io.scoutline.clients.search.Text;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PhoneNumber;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Some hundred rows that are matched and written together. A row belongs to the client that has its tax id; else to
 * the one that has one of its numbers, unless their tax ids differ; else to the one of the same name that this same
 * import has made; else it makes a new client. Of several clients the one of the same name is meant, and if there is
 * none the row is refused: nothing is guessed (pain 12, pain 16). A row that may mean a client which somebody else is
 * changing is put aside.
 */
public final class Batch {

  private record Placed(ImportRow.Readable row, Target target, List<Remark> remarks, boolean created, boolean came) {}

  private final List<Target> targets = new ArrayList<>();
  private final Map<String, List<Target>> byTaxId = new HashMap<>();
  private final Map<String, List<Target>> byNumber = new HashMap<>();
  private final Map<String, Target> madeHere = new HashMap<>();
  private final Map<String, Long> namesakes = new HashMap<>();
  private final List<Placed> placed = new ArrayList<>();
  private final List<Outcome> refused = new ArrayList<>();
  private final List<ImportRow.Readable> aside = new ArrayList<>();

  /**
   * @param known the clients that any of the rows may belong to
   * @param namesakes others of the same names, by the folded name
   */
  Batch(Collection<Target> known, Map<String, Target> madeHere, Map<String, Long> namesakes) {
    known.stream().filter(target -> !target.busy).forEach(targets::add);
    this.madeHere.putAll(madeHere);
    this.namesakes.putAll(namesakes);
  }

  /** By which a known client was found in the base. */
  void index(Map<String, List<Target>> taxIds, Map<String, List<Target>> numbers) {
    byTaxId.putAll(taxIds);
    byNumber.putAll(numbers);
  }

  public void place(ImportRow.Readable row) {
    var remarks = new ArrayList<>(row.remarks());
    Set<Target> candidates = byTaxId(row);
    boolean byTax = !candidates.isEmpty();
    if (!byTax) {
      candidates = byNumber(row);
    }
    if (candidates.stream().anyMatch(target -> target.busy)) {
      aside.add(row);
      return;
    }
    if (candidates.size() > 1) {
      Set<Target> sameName =
          candidates.stream().filter(target -> target.isCalled(row.name())).collect(Collectors.toSet());
      if (sameName.size() != 1) {
        refused.add(Outcome.of(new ImportRow.Refused(row.line(), List.of(several(candidates)), row.cells())));
        return;
      }
      candidates = sameName;
    }
    if (candidates.isEmpty()) {
      placeByName(row, remarks);
      return;
    }
    Target target = candidates.iterator().next();
    if (!target.ours || !target.isCalled(row.name())) {
      remarks.add(Remark.of(byTax ? Code.MATCHED_BY_TAX_ID : Code.MATCHED_BY_NUMBER, reference(target)));
    }
    if (!target.isCalled(row.name())) {
      remarks.add(Remark.of(Code.NAME_DIFFERS, ImportField.NAME, row.name()));
    }
    put(row, target, remarks, false);
  }

  private void placeByName(ImportRow.Readable row, List<Remark> remarks) {
    String folded = Text.folded(row.name());
    Target sameName = madeHere.get(folded);
    if (sameName != null && sameName.busy) {
      aside.add(row);
      return;
    }
    if (sameName != null && !sameName.contradicts(row.taxId())) {
      put(row, sameName, remarks, false);
      return;
    }
    Long namesake = namesakes.get(folded);
    if (namesake != null) {
      remarks.add(Remark.of(Code.SAME_NAME, "#" + namesake));
    }
    Target created = Target.created(row.name());
    if (put(row, created, remarks, true)) {
      targets.add(created);
      madeHere.putIfAbsent(folded, created);
    }
  }

  /** @return whether the client had room for it; otherwise the row is refused */
  private boolean put(ImportRow.Readable row, Target target, List<Remark> remarks, boolean created) {
    Optional<ImportField> full = target.fullFor(row);
    if (full.isPresent()) {
      refused.add(Outcome.of(new ImportRow.Refused(row.line(),
          List.of(Remark.of(Code.TOO_MANY_PARTS, full.get(), "")), row.cells())));
      return false;
    }
    boolean came = target.take(row, remarks);
    placed.add(new Placed(row, target, remarks, created, came));
    row.taxId().ifPresent(taxId -> add(byTaxId, taxId, target));
    Stream.concat(row.numbers().stream(), row.contactNumbers().stream())
        .forEach(number -> add(byNumber, number.e164(), target));
    return true;
  }

  private static void add(Map<String, List<Target>> index, String key, Target target) {
    List<Target> listed = index.computeIfAbsent(key, first -> new ArrayList<>());
    if (!listed.contains(target)) {
      listed.add(target);
    }
  }

  private Set<Target> byTaxId(ImportRow.Readable row) {
    return new LinkedHashSet<>(row.taxId().map(taxId -> byTaxId.getOrDefault(taxId, List.of())).orElse(List.of()));
  }

  private Set<Target> byNumber(ImportRow.Readable row) {
    return Stream.concat(row.numbers().stream(), row.contactNumbers().stream()).map(PhoneNumber::e164)
        .flatMap(number -> byNumber.getOrDefault(number, List.of()).stream())
        .filter(target -> !target.contradicts(row.taxId()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Remark several(Set<Target> candidates) {
    return Remark.of(Code.SEVERAL_CLIENTS,
        candidates.stream().limit(5).map(Batch::reference).collect(Collectors.joining(", ")));
  }

  private static String reference(Target target) {
    return (target.ours ? "" : "#" + target.id + " ") + target.name;
  }

  public List<Target> targets() {
    return targets;
  }

  /** The rows that may mean a client which somebody else is changing; nothing was done with them. */
  public List<ImportRow.Readable> aside() {
    return aside;
  }

  /** After the targets have their identities; in the order of the lines. */
  public List<Outcome> outcomes() {
    var outcomes = new ArrayList<>(refused);
    for (Placed each : placed) {
      Outcome.Kind kind = each.created() ? Outcome.Kind.CREATED
          : each.came() ? Outcome.Kind.COMPLETED : Outcome.Kind.UNCHANGED;
      outcomes.add(new Outcome(each.row().line(), kind, Optional.of(new ClientId(each.target().id)), each.remarks(),
          List.of()));
    }
    outcomes.sort(Comparator.comparingInt(Outcome::line));
    return outcomes;
  }
}
