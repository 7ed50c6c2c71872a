package io.scoutline.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A cable to a server on which, now and then, nothing arrives. */
public final class Line implements AutoCloseable {
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> ends = new CopyOnWriteArrayList<>();
  private final ReentrantLock passing = new ReentrantLock();
  private final Condition speaking = passing.newCondition();
  private boolean silent;

  public Line(String host, int port) throws IOException {
    Thread.ofVirtual().start(() -> {
      try {
        while (true) {
          connect(door.accept(), host, port);
        }
      } catch (IOException closed) {
        // The end of the test.
      }
    });
  }

  private void connect(Socket near, String host, int port) throws IOException {
    ends.add(near);
    try {
      Socket far = new Socket(host, port);
      ends.add(far);
      Thread.ofVirtual().start(() -> pass(near, far));
      Thread.ofVirtual().start(() -> pass(far, near));
    } catch (IOException nobodyThere) {
      near.close();
    }
  }

  public int port() {
    return door.getLocalPort();
  }

  public void silence(boolean now) {
    passing.lock();
    silent = now;
    speaking.signalAll();
    passing.unlock();
  }

  private void pass(Socket from, Socket to) {
    var bytes = new byte[8_192];
    try {
      for (int read = from.getInputStream().read(bytes); read >= 0; read = from.getInputStream().read(bytes)) {
        awaitSpeaking();
        to.getOutputStream().write(bytes, 0, read);
      }
      to.shutdownOutput();
    } catch (IOException closed) {
      // The end of the test.
    }
  }

  private void awaitSpeaking() {
    passing.lock();
    try {
      while (silent) {
        speaking.awaitUninterruptibly();
      }
    } finally {
      passing.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    silence(false);
    door.close();
    for (Socket end : ends) {
      end.close();
    }
  }
}
