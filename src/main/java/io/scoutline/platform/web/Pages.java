package io.scoutline.platform.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The front end from the classpath folder {@code web/}. Files are read once and kept compressed in memory; a name
 * that is not plain is never looked up. Every path that is no file is a page and gets {@code index.html} with a nonce
 * of its own.
 */
final class Pages {

  private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");
  private static final Pattern PAGE = Pattern.compile("/[^.]*");
  private static final Map<String, String> TYPES = Map.ofEntries(
      Map.entry("js", "text/javascript; charset=utf-8"),
      Map.entry("css", "text/css; charset=utf-8"),
      Map.entry("html", "text/html; charset=utf-8"),
      Map.entry("json", "application/json"),
      Map.entry("webmanifest", "application/manifest+json"),
      Map.entry("svg", "image/svg+xml"),
      Map.entry("txt", "text/plain; charset=utf-8"),
      Map.entry("map", "application/json"),
      Map.entry("png", "image/png"),
      Map.entry("ico", "image/x-icon"),
      Map.entry("webp", "image/webp"),
      Map.entry("woff2", "font/woff2"),
      Map.entry("wav", "audio/wav"),
      Map.entry("mp3", "audio/mpeg"),
      Map.entry("wasm", "application/wasm"));

  private record File(String type, String tag, Buffer plain, Optional<Buffer> gzip, Optional<Buffer> brotli) {}

  private final Vertx vertx;
  private final String root;
  private final RandomGenerator random;
  private final Map<String, File> files = new ConcurrentHashMap<>();

  Pages(Vertx vertx, String root, RandomGenerator random) {
    this.vertx = vertx;
    this.root = root;
    this.random = random;
  }

  void serve(HttpServerRequest request) {
    String path = request.path();
    boolean reading = request.method().name().equals("GET") || request.method().name().equals("HEAD");
    if (!reading) {
      request.response().setStatusCode(405).putHeader("Allow", "GET, HEAD").end();
    } else if (path != null && !path.equals("/index.html") && PLAIN.matcher(path).matches() && path.contains(".")) {
      load(path).onComplete(
          file -> file.ifPresentOrElse(found -> sendFile(request, found, path), () -> notFound(request)),
          failure -> notFound(request));
    } else if (path != null && PAGE.matcher(path).matches()) {
      load("/index.html").onComplete(
          file -> file.ifPresentOrElse(found -> sendPage(request, found), () -> notBuilt(request)),
          failure -> notBuilt(request));
    } else {
      notFound(request);
    }
  }

  private void sendPage(HttpServerRequest request, File index) {
    byte[] bits = new byte[18];
    random.nextBytes(bits);
    String nonce = Base64.getEncoder().encodeToString(bits);
    send(request, request.response()
        .putHeader("Content-Security-Policy", SecurityHeaders.policyOfPage(nonce))
        .putHeader("Content-Type", index.type())
        .putHeader("Cache-Control", "no-store"),
        Buffer.buffer(index.plain().toString().replace("__NONCE__", nonce)));
  }

  private void sendFile(HttpServerRequest request, File file, String path) {
    HttpServerResponse response = request.response()
        .putHeader("Content-Type", file.type())
        .putHeader("ETag", file.tag())
        .putHeader("Vary", "Accept-Encoding")
        .putHeader("Cache-Control", path.startsWith("/assets/")
            ? "public, max-age=31536000, immutable"
            : "no-cache");
    if (file.tag().equals(request.getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
      return;
    }
    String takes = String.valueOf(request.getHeader("Accept-Encoding"));
    if (takes.contains("br") && file.brotli().isPresent()) {
      send(request, response.putHeader("Content-Encoding", "br"), file.brotli().get());
    } else if (takes.contains("gzip") && file.gzip().isPresent()) {
      send(request, response.putHeader("Content-Encoding", "gzip"), file.gzip().get());
    } else {
      send(request, response, file.plain());
    }
  }

  private static void send(HttpServerRequest request, HttpServerResponse response, Buffer bytes) {
    if (request.method().name().equals("HEAD")) {
      response.putHeader("Content-Length", Integer.toString(bytes.length())).end();
    } else {
      response.end(bytes);
    }
  }

  private static void notFound(HttpServerRequest request) {
    request.response().setStatusCode(404).putHeader("Content-Type", "text/plain; charset=utf-8")
        .putHeader("Cache-Control", "no-store").end("Not found");
  }

  private static void notBuilt(HttpServerRequest request) {
    request.response().setStatusCode(503).putHeader("Content-Type", "text/plain; charset=utf-8")
        .putHeader("Cache-Control", "no-store").end("The pages were not built into this server.");
  }

  private Future<Optional<File>> load(String path) {
    File known = files.get(path);
    if (known != null) {
      return Future.succeededFuture(Optional.of(known));
    }
    return vertx.executeBlocking(() -> {
      Optional<File> file = read(path);
      file.ifPresent(found -> files.put(path, found));
      return file;
    }, false);
  }

  private Optional<File> read(String path) throws IOException {
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    Optional<byte[]> bytes = type == null ? Optional.empty() : resource(path);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    boolean text = type.startsWith("text/") || type.contains("json") || type.contains("svg");
    Optional<byte[]> gzip = resource(path + ".gz");
    if (gzip.isEmpty() && text) {
      gzip = Optional.of(gzip(bytes.get()));
    }
    return Optional.of(new File(type, tag(bytes.get()), Buffer.buffer(bytes.get()), gzip.map(Buffer::buffer),
        resource(path + ".br").map(Buffer::buffer)));
  }

  private Optional<byte[]> resource(String path) throws IOException {
    try (InputStream stream = Pages.class.getClassLoader().getResourceAsStream(root + path)) {
      return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
    }
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private static String tag(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
