package io.scoutline.clients.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.scoutline.clients.imports.base.Outcome;
import io.scoutline.clients.imports.file.Remark;
import io.scoutline.kernel.ClientId;
import io.scoutline.platform.OwnersOnly;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes the rows worth a word as a table that a spreadsheet opens: each with its line, what became of it, and why;
 * a refused one with its cells, so that it can be mended there and loaded again.
 */
final class CsvReport implements AutoCloseable {

  private static final char MARK = '\ufeff';

  private final Writer file;
  private final CsvWriter csv;
  private final Locale language;

  CsvReport(Path path, List<String> headers, Locale language) throws IOException {
    this.language = language;
    file = new BufferedWriter(Files.newBufferedWriter(OwnersOnly.file(path), StandardOpenOption.WRITE));
    file.write(MARK);
    csv = CsvWriter.builder().fieldSeparator(';').lineDelimiter(LineDelimiter.CRLF)
        .quoteStrategy(QuoteStrategies.ALWAYS).build(file);
    boolean russian = language.getLanguage().equals("ru");
    var titles = new ArrayList<>(russian
        ? List.of("Строка", "Итог", "Клиент", "Причина") : List.of("Line", "Outcome", "Client", "Reason"));
    headers.forEach(header -> titles.add(Formulas.harmless(header)));
    csv.writeRecord(titles);
  }

  void add(Outcome outcome) {
    var cells = new ArrayList<String>();
    cells.add(Integer.toString(outcome.line()));
    cells.add(outcome.kind().name().toLowerCase(Locale.ROOT));
    cells.add(outcome.client().map(ClientId::toString).orElse(""));
    cells.add(Formulas.harmless(outcome.remarks().stream().map(this::remark).collect(Collectors.joining("; "))));
    outcome.cells().forEach(cell -> cells.add(Formulas.harmless(cell)));
    try {
      csv.writeRecord(cells);
    } catch (UncheckedIOException noRoom) {
      throw new IllegalStateException("the report cannot be written", noRoom);
    }
  }

  private String remark(Remark remark) {
    return remark.text(language);
  }

  /** Nothing is left to be written after this. */
  void finish() throws IOException {
    csv.flush();
    file.flush();
  }

  @Override
  public void close() throws IOException {
    csv.close();
    file.close();
  }
}
