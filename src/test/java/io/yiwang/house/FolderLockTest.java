package io.yiwang.house;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yiwang.ChildJvm;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir Path root;

  /** Takes the lock of a folder and keeps it until killed. */
  static class Holder {
    public static void main(String[] args) throws InterruptedException {
      FolderLock.take(new DataFolder(Path.of(args[0])));
      System.out.println("held " + ProcessHandle.current().pid());
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  @Test
  void refusesASecondProcessAndNamesTheFirst() throws Exception {
    try (ChildJvm first = ChildJvm.start(Holder.class, root.toString())) {
      String pid = first.await("held");
      assertThatThrownBy(() -> FolderLock.take(new DataFolder(root)))
          .hasMessageStartingWith("yiwang.data (" + root + ") is in use by process " + pid)
          .hasMessageContaining("Maybe stop it, or start with --data");
      first.kill();
      FolderLock.take(new DataFolder(root)).close();
    }
  }

  @Test
  void refusesASecondContextOfTheSameProcess() throws Exception {
    FolderLock first = FolderLock.take(new DataFolder(root));
    assertThatThrownBy(() -> FolderLock.take(new DataFolder(root))).hasMessageContaining("in use");
    first.close();
  }
}
