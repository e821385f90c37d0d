import com.adobe.epubcheck.tool.EpubChecker;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Comes in: EPUB files. Goes out: one line of JSON a file. Ends with 0 if none has a fatal, an error or a warning, 1 if
 * one has, 2 if one could not be judged. All in one process, because the first file costs seconds (the schemas), the next
 * ones tens of milliseconds.
 */
public final class Judge {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err); // EPUBCheck's own talk
        int exit = 0;
        for (String file : args) {
            File report = File.createTempFile("epubcheck", ".json");
            int code = new EpubChecker().run(new String[] {file, "--json", report.getPath(), "--usage", "--quiet"});
            JsonNode full = report.length() == 0 ? JSON.createObjectNode() : JSON.readTree(report);
            report.delete();
            ObjectNode verdict = condense(file, full);
            // A missing file gives no message, no count and an exit code only.
            boolean unread = full.path("checker").isMissingNode() || (code != 0 && bad(verdict) == 0);
            if (unread) {
                verdict.put("fatal", 1).put("error_text", "could not be read");
            }
            out.println(JSON.writeValueAsString(verdict));
            exit = Math.max(exit, unread ? 2 : bad(verdict) > 0 ? 1 : 0);
        }
        System.exit(exit);
    }

    private static ObjectNode condense(String file, JsonNode full) {
        JsonNode checker = full.path("checker");
        ObjectNode verdict = JSON.createObjectNode().put("file", file).put("version", checker.path("checkerVersion").asText());
        verdict.put("fatal", checker.path("nFatal").asInt()).put("error", checker.path("nError").asInt())
                .put("warning", checker.path("nWarning").asInt()).put("usage", checker.path("nUsage").asInt());
        ArrayNode messages = verdict.putArray("messages");
        for (JsonNode m : full.path("messages")) {
            JsonNode at = m.path("locations").path(0);
            messages.addObject().put("id", m.path("ID").asText()).put("severity", m.path("severity").asText())
                    .put("message", m.path("message").asText()).put("path", at.path("path").asText())
                    .put("line", at.path("line").asInt()).put("column", at.path("column").asInt())
                    .put("places", m.path("locations").size() + m.path("additionalLocations").asInt());
        }
        return verdict;
    }

    private static int bad(ObjectNode verdict) {
        return verdict.get("fatal").asInt() + verdict.get("error").asInt() + verdict.get("warning").asInt();
    }
}
