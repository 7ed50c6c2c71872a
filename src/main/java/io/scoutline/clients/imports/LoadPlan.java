package io.scoutline.clients.imports;

import io.scoutline.clients.imports.file.Columns;
import io.scoutline.clients.imports.file.CsvFile;
import io.scoutline.clients.imports.file.CsvFormat;
import io.scoutline.clients.imports.file.FormatDetector;
import io.scoutline.clients.imports.file.ImportField;
import io.scoutline.clients.imports.file.ImportRow;
import io.scoutline.clients.imports.file.RowReader;
import io.scoutline.clients.imports.file.UnreadableFile;
import io.scoutline.clients.imports.file.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is known of a file before anything is done with it: it has been read to its end, so that one that is no table
 * in its last line changes nothing.
 *
 * @param digest SHA-256 of the file
 * @param sample of the first rows as they were written, what a page shows
 */
record LoadPlan(ImportOrder order, CsvFormat format, Columns columns, String digest, List<List<String>> sample) {

  private static final int SAMPLE = 5;
  /** In characters: so much of a file is in memory as rows at most, and one row more. */
  private static final int PART = 1 << 22;

  /** @throws UnreadableFile when the file is no table */
  static LoadPlan of(ImportOrder order) throws IOException {
    CsvFormat format = FormatDetector.detect(order.file(), order.charset(), order.separator());
    var sample = new ArrayList<List<String>>();
    try (var file = new CsvFile(order.file(), format)) {
      Columns proposed = Columns.proposed(file.header());
      boolean mayAssign = order.actor().seesWholeCompany();
      Columns columns = order.fields().map(proposed::as)
          .orElse(mayAssign ? proposed : proposed.withoutAssignments());
      for (Optional<CsvFile.Row> row = file.next(); row.isPresent(); row = file.next()) {
        if (sample.size() < SAMPLE) {
          sample.add(Glance.of(row.get().cells()));
        }
      }
      return new LoadPlan(order, format, columns, digest(order.file()), sample);
    }
  }

  private static String digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      var sha = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
      sha.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(sha.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  /** A column that has to be named first; otherwise {@code ""}. */
  String missing() {
    if (!columns.has(ImportField.NAME) && !columns.has(ImportField.FIRM)) {
      return "name";
    }
    return columns.repeated().stream().findFirst().map(field -> "only_one_" + field.code()).orElse("");
  }

  List<String> headers() {
    return columns.columns().stream().map(Columns.Column::header).toList();
  }

  /** Gives the rows in their order, at most so many at a time and fewer when they are long, never none. */
  void inParts(int rows, Vocabulary vocabulary, String region, Consumer<List<ImportRow>> part) throws IOException {
    var reader = new RowReader(columns, vocabulary, region, order.leavingOut());
    var read = new ArrayList<ImportRow>(rows);
    long characters = 0;
    try (var file = new CsvFile(order.file(), format)) {
      for (Optional<CsvFile.Row> row = file.next(); row.isPresent(); row = file.next()) {
        read.add(reader.read(row.get()));
        characters += row.get().cells().stream().mapToLong(String::length).sum();
        if (read.size() == rows || characters >= PART) {
          part.accept(List.copyOf(read));
          read.clear();
          characters = 0;
        }
      }
      if (!read.isEmpty()) {
        part.accept(List.copyOf(read));
      }
    }
  }
}
