package io.podwire.ipc.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose files a channel may consist of: those of this process's user, of root, who may do anything
 * anyway, and of users in one of this process's groups, as containers of several users have that
 * share a volume by {@code fsGroup}. Root's own group is no such group for root: files that others
 * made and that merely kept it would pass. Threads may share it.
 */
final class FileOwners {
  private static final MethodHandle GETEUID = Native.function("geteuid", Native.INT);
  private static final MethodHandle GETEGID = Native.function("getegid", Native.INT);
  private static final MethodHandle GETGROUPS =
      Native.function("getgroups", Native.INT, Native.INT, Native.POINTER);

  private static final int ROOT = 0;
  private static final int MOST_GROUPS = 65_536; // NGROUPS_MAX
  private static final int USER = call(GETEUID);
  private static final Set<Integer> GROUPS = groups();

  private FileOwners() {}

  static boolean isTrusted(int userId, int groupId) {
    return userId == USER
        || userId == ROOT
        || (GROUPS.contains(groupId) && !(USER == ROOT && groupId == ROOT));
  }

  /** Who is trusted, for messages. */
  static String words() {
    return String.format(
        Locale.ROOT,
        "this user (%s), root, or a member of a group of this process",
        Integer.toUnsignedString(USER));
  }

  private static int call(MethodHandle function) {
    try {
      return (int) function.invokeExact(new CallState().count());
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  private static Set<Integer> groups() {
    Set<Integer> groups = new TreeSet<>();
    groups.add(call(GETEGID));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment found = arena.allocate(ValueLayout.JAVA_INT, MOST_GROUPS);
      int count = (int) GETGROUPS.invokeExact(new CallState().count(), MOST_GROUPS, found);
      for (int i = 0; i < count; i++) {
        groups.add(found.getAtIndex(ValueLayout.JAVA_INT, i));
      }
      return Set.copyOf(groups);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }
}
