import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Comes in: a flavour (ua1, ua2, 2a, 2b, 2u, …) and PDF files. Goes out: one line of JSON a file.
 * Ends with 0 if every file complies, 1 if one does not, 2 if one could not be judged at all.
 */
public final class Judge {
    public static void main(String[] args) {
        if (args.length < 2) {
            System.err.println("usage: verapdf FLAVOUR FILE…   flavours: " + PDFAFlavour.getFlavourIds());
            System.exit(2);
        }
        LogManager.getLogManager().reset(); // the parser logs what the verdict says anyway
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(args[0]);
        // An unknown name gives "no flavour", and everything complies with no rules at all.
        if (flavour == null || flavour == PDFAFlavour.NO_FLAVOUR) {
            System.err.println("verapdf: no flavour " + args[0] + "; there are " + PDFAFlavour.getFlavourIds());
            System.exit(2);
        }
        VeraGreenfieldFoundryProvider.initialise();
        int exit = 0;
        for (int i = 1; i < args.length; i++) {
            exit = Math.max(exit, judge(args[i], flavour));
        }
        System.exit(exit);
    }

    private static int judge(String file, PDFAFlavour flavour) {
        String head = "{\"file\":" + quote(file) + ",\"flavour\":" + quote(flavour.getId());
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            if (result.getTotalAssertions() == 0) {
                throw new IllegalStateException("no rule was applied");
            }
            System.out.println(head + ",\"compliant\":" + result.isCompliant()
                    + ",\"checks\":" + result.getTotalAssertions()
                    + ",\"failures\":[" + String.join(",", failures(result)) + "]}");
            return result.isCompliant() ? 0 : 1;
        } catch (Exception | StackOverflowError e) { // an unreadable file is a verdict too, and the next file has its turn
            System.out.println(head + ",\"compliant\":false,\"failures\":[],\"error\":" + quote(e.toString()) + "}");
            return 2;
        }
    }

    /** Each broken rule once: how often, and what was said the first time and where. */
    private static List<String> failures(ValidationResult result) {
        Map<String, TestAssertion> first = new LinkedHashMap<>();
        for (TestAssertion a : result.getTestAssertions()) {
            if (a.getStatus() == TestAssertion.Status.FAILED) {
                first.putIfAbsent(key(a.getRuleId()), a);
            }
        }
        Map<String, Integer> counts = new TreeMap<>(); // sorted, so that two runs print the same
        for (Map.Entry<RuleId, Integer> e : result.getFailedChecks().entrySet()) {
            counts.put(key(e.getKey()), e.getValue());
        }
        List<String> out = new ArrayList<>();
        for (Map.Entry<String, Integer> e : counts.entrySet()) {
            TestAssertion a = first.get(e.getKey());
            String[] rule = e.getKey().split(" ");
            out.add("{\"clause\":" + quote(rule[0]) + ",\"test\":" + rule[1] + ",\"count\":" + e.getValue()
                    + ",\"message\":" + quote(a == null ? null : a.getMessage())
                    + ",\"where\":" + quote(a == null ? null : a.getLocation().getContext()) + "}");
        }
        return out;
    }

    private static String key(RuleId rule) {
        return rule.getClause() + " " + rule.getTestNumber();
    }

    private static String quote(String text) {
        if (text == null) {
            return "null";
        }
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || c > 0x7e) { // ASCII only: the reader's locale does not matter then
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
