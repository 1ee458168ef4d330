import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.DatasetFactory;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.core.DatasetDescription;
import org.apache.jena.sparql.core.DynamicDatasets;

/**
 * Apache Jena's query engine behind as much of the SPARQL 1.1 Protocol as levergraph speaks, for tests: a query
 * as a form, with its graphs, answered in JSON or N-Triples. Arguments: an N-Quads file and then the port, or 0
 * for any that is free, which is printed.
 */
public class JenaServer {
  public static void main(String[] arguments) throws Exception {
    Dataset dataset = DatasetFactory.create();
    RDFDataMgr.read(dataset, arguments[0], Lang.NQUADS);
    int port = Integer.parseInt(arguments[1]);
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/query", exchange -> answer(exchange, dataset));
    server.setExecutor(Executors.newFixedThreadPool(2));
    server.start();
    System.out.println(server.getAddress().getPort());
  }

  private static void answer(HttpExchange exchange, Dataset dataset) {
    int code = 200;
    String kind = "application/sparql-results+json";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Query query = QueryFactory.create(values(form, "query").get(0));
      Dataset seen = DynamicDatasets.dynamicDataset(
          DatasetDescription.create(values(form, "default-graph-uri"), values(form, "named-graph-uri")), dataset, false);
      try (QueryExecution execution = QueryExecutionFactory.create(query, seen)) {
        execution.setTimeout(60_000);
        if (query.isSelectType()) {
          ResultSetFormatter.outputAsJSON(body, execution.execSelect());
        } else if (query.isAskType()) {
          ResultSetFormatter.outputAsJSON(body, execution.execAsk());
        } else {
          Model model = query.isDescribeType() ? execution.execDescribe() : execution.execConstruct();
          kind = "application/n-triples";
          RDFDataMgr.write(body, model, Lang.NTRIPLES);
        }
      }
    } catch (Throwable error) {
      code = error instanceof QueryParseException ? 400 : 500;
      kind = "text/plain";
      body.reset();
      body.writeBytes(String.valueOf(error).getBytes(StandardCharsets.UTF_8));
    }
    try (OutputStream out = exchange.getResponseBody()) {
      exchange.getResponseHeaders().set("Content-Type", kind);
      exchange.sendResponseHeaders(code, body.size());
      body.writeTo(out);
    } catch (java.io.IOException gone) {
      exchange.close();
    }
  }

  private static List<String> values(String form, String name) {
    List<String> values = new ArrayList<>();
    for (String pair : form.split("&")) {
      String[] parts = pair.split("=", 2);
      if (parts[0].equals(name)) {
        values.add(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return values;
  }
}
