package io.scoutline.recordings.intake;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Waits until something appears in a folder, or some time has passed. Only a hint: where the system does not tell
 * (network file systems, no watches left, the folder was replaced) the time passes. For one thread.
 */
public final class FolderHint implements AutoCloseable {

  private final Path folder;
  private WatchService watch;

  public FolderHint(Path folder) {
    this.folder = folder;
  }

  public void await(Duration atMost) throws InterruptedException {
    if (watch == null && !begin()) {
      Thread.sleep(atMost);
      return;
    }
    WatchKey key = poll(atMost);
    if (key != null) {
      key.pollEvents();
      if (!key.reset()) {
        close();
      }
    }
  }

  private boolean begin() {
    try {
      watch = folder.getFileSystem().newWatchService();
      folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      return true;
    } catch (IOException notWatchable) {
      close();
      return false;
    }
  }

  private WatchKey poll(Duration atMost) throws InterruptedException {
    try {
      return watch.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ClosedWatchServiceException closed) {
      return null;
    }
  }

  @Override
  public void close() {
    if (watch == null) {
      return;
    }
    try {
      watch.close();
    } catch (IOException alreadyUseless) {
      // Nothing is lost: the next wait opens another one.
    }
    watch = null;
  }
}
