package io.podwire.ipc;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file cannot be read or written. Stateless. */
public final class FileFault {
  private FileFault() {}

  /** In a few words, without the file's name. */
  public static String words(IOException fault) {
    return switch (fault) {
      case NoSuchFileException missing -> "no such file or directory";
      case AccessDeniedException denied -> "permission denied";
      case CharacterCodingException binary -> "it is no UTF-8 text";
      case FileAlreadyExistsException taken -> "it exists already";
      case DirectoryNotEmptyException full -> "the directory is not empty";
      case NotDirectoryException file -> "it is no directory";
      case FileSystemLoopException loop -> "its links lead in a circle";
      case FileSystemException system ->
          system.getReason() == null ? "the file system refuses it" : system.getReason();
      default -> fault.getMessage() == null ? "the system refuses it" : fault.getMessage();
    };
  }
}
