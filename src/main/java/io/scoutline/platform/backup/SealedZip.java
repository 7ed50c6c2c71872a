package io.scoutline.platform.backup;

import io.scoutline.platform.Disk;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * An ordinary ZIP file whose comment, its last 64 bytes, is the SHA-256 of all bytes before it: any change to it is
 * found. It guards against accidents; whoever means harm can seal what they wrote.
 *
 * <p>It is written beside its place, for its owner's eyes alone, and comes into its place whole or not at all.
 */
final class SealedZip implements AutoCloseable {

  private static final int SEAL = 64;

  private final Path to;
  private final Path part;
  private final FileChannel channel;
  private final ZipOutputStream zip;
  private boolean finished;

  private SealedZip(Path to, Path part, FileChannel channel) {
    this.to = to;
    this.part = part;
    this.channel = channel;
    zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
    zip.setLevel(Deflater.BEST_SPEED);
    zip.setComment("0".repeat(SEAL));
  }

  /** @throws BackupRefused when something is in that place already, or somebody else is writing it */
  static SealedZip create(Path to) throws IOException {
    Path target = to.toAbsolutePath().normalize();
    requireFree(target);
    Path part = target.resolveSibling(target.getFileName() + ".part");
    FileChannel channel = FileChannel.open(part,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      if (!isOurs(channel)) {
        throw new BackupRefused("Another back-up is being written to " + part + ".");
      }
      // One that was cut short may have been made by others, with other rights.
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
      channel.truncate(0);
      return new SealedZip(target, part, channel);
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  private static boolean isOurs(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException sameProcess) {
      return false;
    }
  }

  private static void requireFree(Path target) {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new BackupRefused(target + " is there already; nothing was overwritten.");
    }
  }

  /** Begins the next part of the file; to be written before the one after it begins, and not to be closed. */
  OutputStream entry(String name) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    return zip;
  }

  /** Seals it and puts it into its place; on the disk when it returns. */
  void finish() throws IOException {
    zip.finish();
    zip.flush();
    long sealed = channel.size() - SEAL;
    // Through this very channel: to close another one on the file would give the lock away.
    channel.position(0);
    byte[] seal = sha256(Channels.newInputStream(channel), sealed).getBytes(StandardCharsets.US_ASCII);
    channel.write(ByteBuffer.wrap(seal), sealed);
    channel.force(true);
    requireFree(to);
    Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
    finished = true;
    Disk.sync(to.getParent());
  }

  /** What was not finished is thrown away. */
  @Override
  public void close() throws IOException {
    if (!finished) {
      Files.deleteIfExists(part);
    }
    channel.close();
  }

  /** Whether the file is as it was written. */
  static boolean isWhole(Path file) throws IOException {
    long size = Files.size(file);
    if (size <= SEAL) {
      return false;
    }
    ByteBuffer seal = ByteBuffer.allocate(SEAL);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.read(seal, size - SEAL);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return sha256(in, size - SEAL).equals(new String(seal.array(), StandardCharsets.US_ASCII));
    }
  }

  /** Of the first so many bytes, or of all there are, in hexadecimal. */
  static String sha256(InputStream in, long atMost) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      long left = atMost;
      int read;
      while (left > 0 && (read = in.read(buffer, 0, (int) Math.min(buffer.length, left))) > 0) {
        digest.update(buffer, 0, read);
        left -= read;
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
