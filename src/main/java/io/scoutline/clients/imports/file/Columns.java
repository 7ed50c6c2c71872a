package io.scoutline.clients.imports.file;

import io.scoutline.clients.search.Text;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The columns of a file, each with what it is taken for; empty when it is left out of the import. */
public record Columns(List<Column> columns) {

  public record Column(String header, Optional<ImportField> field) {}

  public Columns {
    columns = List.copyOf(columns);
  }

  /**
   * Proposes what each column is from its header. Of two columns for one thing the first is taken; a bare
   * "telephone" beside a contact's name is the contact's.
   */
  public static Columns proposed(List<String> headers) {
    Set<ImportField> taken = EnumSet.noneOf(ImportField.class);
    var proposed = new ArrayList<Column>();
    for (String header : headers) {
      Optional<ImportField> field = fieldOf(header).filter(found -> found.mayRepeat() || taken.add(found));
      proposed.add(new Column(header, field));
    }
    boolean phoneOfContact = has(proposed, ImportField.CONTACT) && !has(proposed, ImportField.CONTACT_PHONE)
        && proposed.stream().filter(column -> is(column, ImportField.PHONE)).count() == 1;
    return new Columns(!phoneOfContact ? proposed : proposed.stream()
        .map(column -> is(column, ImportField.PHONE)
            ? new Column(column.header(), Optional.of(ImportField.CONTACT_PHONE)) : column)
        .toList());
  }

  /** The same columns, taken for what somebody says they are, in their order. */
  public Columns as(List<Optional<ImportField>> fields) {
    var mapped = new ArrayList<Column>();
    for (int i = 0; i < columns.size(); i++) {
      mapped.add(new Column(columns.get(i).header(), i < fields.size() ? fields.get(i) : Optional.empty()));
    }
    return new Columns(mapped);
  }

  /** Without those that say whose a client is, or how important. */
  public Columns withoutAssignments() {
    return new Columns(columns.stream()
        .map(column -> new Column(column.header(), column.field().filter(field -> !field.assigns()))).toList());
  }

  public boolean has(ImportField field) {
    return has(columns, field);
  }

  /** Fields that more than one column is taken for, although they are said once. */
  public List<ImportField> repeated() {
    return Stream.of(ImportField.values())
        .filter(field -> !field.mayRepeat())
        .filter(field -> columns.stream().filter(column -> is(column, field)).count() > 1)
        .toList();
  }

  private static boolean has(List<Column> columns, ImportField field) {
    return columns.stream().anyMatch(column -> is(column, field));
  }

  private static boolean is(Column column, ImportField field) {
    return column.field().equals(Optional.of(field));
  }

  /** Header "Телефон 2 (моб.)" is looked up as a whole, then without what stands in brackets and a number. */
  private static Optional<ImportField> fieldOf(String header) {
    String whole = plain(header);
    String bare = plain(header.replaceAll("\\(.*?\\)", " ")).replaceAll("\\s*\\d+$", "");
    return Stream.of(whole, bare)
        .flatMap(name -> Stream.of(ImportField.values()).filter(field -> field.isCalled(name)))
        .findFirst();
  }

  private static String plain(String header) {
    return Text.folded(header).replaceAll("[^\\p{L}\\p{Nd}]+", " ").strip();
  }
}
