import java.io.File;
import javax.xml.parsers.DocumentBuilderFactory;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.IRI;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.profiles.OWLProfileReport;
import org.semanticweb.owlapi.profiles.Profiles;
import org.semanticweb.owlapi.util.SimpleIRIMapper;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Opens the ontologies of a folder as Protégé does, by its catalog, and tells which profiles each is in. */
public class OwlProfiles {
    public static void main(String[] arguments) throws Exception {
        File folder = new File(arguments[0]);
        NodeList entries = DocumentBuilderFactory.newInstance().newDocumentBuilder()
            .parse(new File(folder, "catalog-v001.xml")).getElementsByTagName("uri");
        for (int file = 1; file < arguments.length; file++) {
            OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
            for (int i = 0; i < entries.getLength(); i++) {
                Element entry = (Element) entries.item(i);
                IRI place = IRI.create(new File(folder, entry.getAttribute("uri")));
                manager.getIRIMappers().add(new SimpleIRIMapper(IRI.create(entry.getAttribute("name")), place));
            }
            OWLOntology ontology = manager.loadOntologyFromOntologyDocument(new File(folder, arguments[file]));
            System.out.printf("%s imports=%d individuals=%d", arguments[file], manager.imports(ontology).count(),
                ontology.importsClosure().flatMap(each -> each.individualsInSignature()).distinct().count());
            for (Profiles profile : new Profiles[] {Profiles.OWL2_DL, Profiles.OWL2_RL}) {
                OWLProfileReport report = profile.getOWLProfile().checkOntology(ontology);
                System.out.printf(" %s=%s", profile.name(), report.isInProfile());
                report.getViolations().stream().limit(5).forEach(violation -> System.err.println(violation));
            }
            System.out.println();
        }
    }
}
