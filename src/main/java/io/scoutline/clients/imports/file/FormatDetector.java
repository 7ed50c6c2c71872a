package io.scoutline.clients.imports.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds out how a file is written: by its mark (UTF-8, UTF-16), as UTF-8 when all of it is, otherwise as
 * Windows-1251, which is what Russian spreadsheets write; and by the separator under which its first rows have the
 * most columns alike. Any thread that may wait for the disk.
 */
public final class FormatDetector {

  private static final Charset WINDOWS = Charset.forName("windows-1251");
  private static final List<Character> SEPARATORS = List.of(';', ',', '\t');
  private static final int ROWS_LOOKED_AT = 50;
  private static final int PIECE = 1 << 16;

  /**
   * @param charset used instead of what would be found
   * @param separator used instead of what would be found
   * @throws UnreadableFile when it is no text
   */
  public static CsvFormat detect(Path file, Optional<Charset> charset, Optional<Character> separator)
      throws IOException {
    byte[] head = head(file);
    if (head.length == 0) {
      throw new UnreadableFile("empty_file", "The file is empty.");
    }
    if (startsWith(head, 'P', 'K', 3, 4) || startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) {
      throw new UnreadableFile("workbook",
          "This is a spreadsheet's own format. Save it as CSV and load that; nothing was changed.");
    }
    CsvFormat marked = marked(head);
    CsvFormat encoded = charset.isPresent() ? as(charset.get(), marked)
        : marked != null ? marked : unmarked(file, head);
    return new CsvFormat(encoded.charset(), encoded.skip(),
        separator.isPresent() ? separator.get() : separator(file, encoded));
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(4096);
    }
  }

  /** A mark at the beginning is passed over where it is the mark of the encoding that is asked for. */
  private static CsvFormat as(Charset wanted, CsvFormat marked) {
    return new CsvFormat(wanted, marked != null && marked.charset().equals(wanted) ? marked.skip() : 0, ';');
  }

  private static CsvFormat marked(byte[] head) {
    if (startsWith(head, 0xef, 0xbb, 0xbf)) {
      return new CsvFormat(StandardCharsets.UTF_8, 3, ';');
    }
    if (startsWith(head, 0xff, 0xfe)) {
      return new CsvFormat(StandardCharsets.UTF_16LE, 2, ';');
    }
    return startsWith(head, 0xfe, 0xff) ? new CsvFormat(StandardCharsets.UTF_16BE, 2, ';') : null;
  }

  private static CsvFormat unmarked(Path file, byte[] head) throws IOException {
    for (byte one : head) {
      if (one == 0) {
        throw new UnreadableFile("not_text", "The file is not a text. Save the table as CSV and load that.");
      }
    }
    return new CsvFormat(isUtf8(file) ? StandardCharsets.UTF_8 : WINDOWS, 0, ';');
  }

  private static boolean isUtf8(Path file) throws IOException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.allocate(PIECE);
    CharBuffer chars = CharBuffer.allocate(PIECE);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), PIECE)) {
      boolean end = false;
      while (!end) {
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        end = read < 0;
        bytes.position(bytes.position() + Math.max(read, 0)).flip();
        CoderResult result = decoder.decode(bytes, chars.clear(), end);
        if (result.isError()) {
          return false;
        }
        bytes.compact();
      }
      return true;
    }
  }

  private static char separator(Path file, CsvFormat format) throws IOException {
    char best = SEPARATORS.getFirst();
    int most = 0;
    for (char candidate : SEPARATORS) {
      int alike = alike(file, new CsvFormat(format.charset(), format.skip(), candidate));
      if (alike > most) {
        most = alike;
        best = candidate;
      }
    }
    return best;
  }

  /** In how many cells the first rows agree with the header, when it has more than one. */
  private static int alike(Path file, CsvFormat format) throws IOException {
    try (Reader text = CsvFile.reader(file, format); CsvReader<CsvRecord> rows = CsvFile.reader(format, text, true)) {
      int columns = 0;
      int alike = 0;
      int seen = 0;
      for (CsvRecord row : rows) {
        columns = seen == 0 ? row.getFieldCount() : columns;
        alike += row.getFieldCount() == columns && columns > 1 ? columns : 0;
        if (++seen == ROWS_LOOKED_AT) {
          break;
        }
      }
      return alike;
    } catch (CsvParseException notThisOne) {
      return 0;
    }
  }

  private static boolean startsWith(byte[] head, int... bytes) {
    if (head.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((head[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private FormatDetector() {}
}
