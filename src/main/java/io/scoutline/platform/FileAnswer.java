package io.scoutline.platform;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends a file or one range of it (RFC 9110, 14.2) from the disk. Several ranges at once get the whole file. */
final class FileAnswer {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  private final HttpServerRequest request;
  private final HttpServerResponse response;

  FileAnswer(HttpServerRequest request, HttpServerResponse response) {
    this.request = request;
    this.response = response;
  }

  /** @return the status that was sent */
  int send(Reply.Content.OnDisk content) {
    response.putHeader("Accept-Ranges", "bytes").putHeader("ETag", content.tag())
        .putHeader("Content-Type", content.type());
    Matcher range = RANGE.matcher(request.getHeader("Range") == null ? "" : request.getHeader("Range"));
    String ifRange = request.getHeader("If-Range");
    if (!range.matches() || ifRange != null && !ifRange.equals(content.tag())) {
      return part(200, content.file(), 0, content.size());
    }
    return ranged(content.file(), content.size(), range.group(1), range.group(2));
  }

  private int ranged(Path file, long size, String first, String last) {
    long from = first.isEmpty() ? Math.max(0, size - number(last, 0)) : number(first, 0);
    long to = first.isEmpty() ? size - 1 : Math.min(size - 1, number(last, size - 1));
    if (from > to || first.isEmpty() && last.isEmpty()) {
      response.setStatusCode(416).putHeader("Content-Range", "bytes */" + size).end();
      return 416;
    }
    response.putHeader("Content-Range", "bytes " + from + "-" + to + "/" + size);
    return part(206, file, from, to - from + 1);
  }

  private int part(int status, Path file, long offset, long length) {
    response.setStatusCode(status);
    if (length == 0) {
      response.putHeader("Content-Length", "0").end();
    } else {
      response.sendFile(file.toString(), offset, length);
    }
    return status;
  }

  private static long number(String digits, long otherwise) {
    return digits.isEmpty() ? otherwise : Long.parseLong(digits);
  }
}
