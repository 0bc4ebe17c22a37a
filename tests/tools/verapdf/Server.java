import java.io.BufferedReader;
import java.io.File;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/**
 * Validates one PDF after another in one Java machine, since starting it costs more than a validation.
 *
 * Each line of input is a flavour (2a, 3a, ua1 ...), a tab and a path. The answer is one line a broken rule
 * (clause, test number, message and first place, separated by tabs) and then a line PASS, FAIL or ERROR.
 */
public final class Server {
    private static final Map<String, ValidationProfile> PROFILES = new HashMap<>();

    private Server() {
    }

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] request = line.split("\t", 2);
            try {
                out.println(validate(request[0], new File(request[1]), out) ? "PASS" : "FAIL");
            } catch (Exception | Error error) {
                out.println("ERROR\t" + plain(error.toString()));
            }
        }
    }

    private static boolean validate(String flavour, File file, PrintStream out) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, PDFAFlavour.fromString(flavour));
             PDFAValidator validator = Foundries.defaultInstance().createValidator(profile(flavour), false)) {
            ValidationResult result = validator.validate(parser);
            Set<String> seen = new LinkedHashSet<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                RuleId rule = assertion.getRuleId();
                String key = rule.getClause() + "\t" + rule.getTestNumber();
                if (assertion.getStatus() == TestAssertion.Status.FAILED && seen.add(key)) {
                    String place = plain(assertion.getLocation().getContext());
                    out.println(key + "\t" + plain(assertion.getMessage()) + "\t" + place);
                }
            }
            return result.isCompliant();
        }
    }

    private static ValidationProfile profile(String flavour) throws Exception {
        ValidationProfile known = PROFILES.get(flavour);
        if (known == null) {
            String name = flavour.startsWith("ua") ? "PDFUA-" + flavour.substring(2)
                : "PDFA-" + flavour.toUpperCase(Locale.ROOT);
            String path = "/org/verapdf/pdfa/validation/" + name + ".xml";
            try (InputStream stream = PDFAFlavour.class.getResourceAsStream(path)) {
                known = Profiles.profileFromXml(stream);
            }
            PROFILES.put(flavour, known);
        }
        return known;
    }

    private static String plain(String text) {
        return String.valueOf(text).replaceAll("\\s+", " ");
    }
}
