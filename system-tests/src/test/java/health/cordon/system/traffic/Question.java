package health.cordon.system.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * What a driver asks on one connection, in words: a failure should show what a round trip was for.
 * Values are bound, so the words hold none.
 */
final class Question {
    private static final int HEADER = 4;
    private static final int QUERY = 0x03;
    private static final int PING = 0x0e;
    private static final int PREPARE = 0x16;
    private static final int EXECUTE = 0x17;
    private static final int CLOSE = 0x19;
    private static final int LONGEST = 90;

    private final Map<Integer, String> prepared = new HashMap<>();
    private String preparing = "";

    /** Reads one or more packets that were sent together, and gives the last one's words. */
    String read(byte[] bytes, int length) {
        var packets = ByteBuffer.wrap(bytes, 0, length).order(ByteOrder.LITTLE_ENDIAN);
        var words = "";
        while (packets.remaining() > HEADER) {
            int size = packets.getInt() & 0xffffff;
            int end = Math.min(packets.limit(), packets.position() + size);
            words = words(packets, end);
            packets.position(end);
        }
        return words;
    }

    private String words(ByteBuffer packet, int end) {
        int verb = packet.get();
        return switch (verb) {
            case QUERY -> text(packet, end);
            case PING -> "ping";
            case PREPARE -> "prepare " + (preparing = text(packet, end));
            case EXECUTE, CLOSE ->
                    (verb == CLOSE ? "close " : "")
                            + prepared.getOrDefault(packet.getInt(), "an unknown statement");
            default -> "command " + verb;
        };
    }

    private static String text(ByteBuffer packet, int end) {
        var text = new String(packet.array(), packet.position(), end - packet.position(), UTF_8);
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    /** Learns the number of a statement that was being prepared. */
    void answered(byte[] bytes, int length) {
        if (!preparing.isEmpty() && length > 2 * HEADER && bytes[HEADER] == 0) {
            var answer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            prepared.put(answer.getInt(HEADER + 1), preparing);
        }
        preparing = "";
    }
}
