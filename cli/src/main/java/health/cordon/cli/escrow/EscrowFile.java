package health.cordon.cli.escrow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Sealed data keys in a file, one JSON document per line, and a last line with their number: a file
 * without it has lost something.
 */
public final class EscrowFile {
    private EscrowFile() {}

    /**
     * Writes lines as they come, under another name until it is kept: a file of the name that was
     * asked for is whole. Closed before it is kept, it leaves none.
     */
    public static final class Writer implements AutoCloseable {
        private final Path file;
        private final Path part;
        private final BufferedWriter out;
        private long items;
        private boolean kept;

        private Writer(Path file, Path part, BufferedWriter out) {
            this.file = file;
            this.part = part;
            this.out = out;
        }

        public void add(JsonNode item) {
            try {
                write(item.toString());
                items++;
            } catch (IOException e) {
                throw cannotBeWritten(e);
            }
        }

        private void write(String line) throws IOException {
            out.write(line);
            out.newLine();
        }

        /**
         * All is there.
         *
         * @param organisation the id of the one whose data keys they are
         */
        public void keep(String organisation) {
            try {
                var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
                write(new EscrowEnd(organisation, now.toString(), items).line());
                out.close();
                Files.move(part, file);
                kept = true;
            } catch (FileAlreadyExistsException e) {
                throw isThere(e);
            } catch (IOException e) {
                throw cannotBeWritten(e);
            }
        }

        @Override
        public void close() {
            if (kept) {
                return;
            }
            try {
                out.close();
                Files.deleteIfExists(part);
            } catch (IOException e) {
                throw cannotBeWritten(e);
            }
        }
    }

    /** Reads lines in pages. */
    public static final class Reader implements AutoCloseable {
        private final BufferedReader in;
        private final EscrowEnd end;
        private long number;

        private Reader(BufferedReader in, EscrowEnd end) {
            this.in = in;
            this.end = end;
        }

        /** The id of the organisation whose data keys they are, as the file has it. */
        public String organisation() {
            return end.organisation();
        }

        /** The next lines; none at the end. */
        public List<EscrowLine> next(int most) {
            var lines = new ArrayList<EscrowLine>();
            try {
                while (lines.size() < most && number < end.items()) {
                    var text = in.readLine();
                    if (text == null) {
                        throw new EOFException();
                    }
                    lines.add(EscrowLine.parse(++number, text));
                }
                return lines;
            } catch (IOException e) {
                throw cannotBeRead(e);
            }
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw cannotBeRead(e);
            }
        }
    }

    /** A new file, for its owner alone. */
    public static Writer create(Path file) {
        try {
            if (Files.exists(file)) {
                throw isThere(new FileAlreadyExistsException(file.toString()));
            }
            var part = Path.of(file + ".part");
            // Of an export that was killed.
            Files.deleteIfExists(part);
            Files.createFile(part, forItsOwner());
            return new Writer(file, part, Files.newBufferedWriter(part, UTF_8));
        } catch (IOException e) {
            throw cannotBeWritten(e);
        }
    }

    /**
     * Reads it twice: nothing of a file that has lost something is taken for all.
     *
     * @throws Failure when it is not whole, or cannot be read
     */
    public static Reader open(Path file) {
        try {
            var end = EscrowEnd.of(file);
            return new Reader(Files.newBufferedReader(file, UTF_8), end);
        } catch (IOException e) {
            throw cannotBeRead(e);
        }
    }

    private static FileAttribute<?>[] forItsOwner() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static Failure isThere(FileAlreadyExistsException e) {
        return new Failure(ExitCode.CONFLICT, "The file is there already; give another name.", e);
    }

    private static Failure cannotBeWritten(IOException e) {
        return new Failure(ExitCode.FAILED, "The file cannot be written.", e);
    }

    private static Failure cannotBeRead(IOException e) {
        return new Failure(
                ExitCode.WRONG_USAGE, "The escrow file cannot be read, or is a pipe.", e);
    }
}
