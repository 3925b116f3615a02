package tollgate.logstash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.jruby.embed.LocalContextScope;
import org.jruby.embed.ScriptingContainer;

/** One of the shipped scripts, run as Logstash's ruby filter runs it, by the Ruby that Logstash is made of. */
final class RubyFilter {
    private final ObjectMapper json = new ObjectMapper();
    private final ScriptingContainer ruby = new ScriptingContainer(LocalContextScope.SINGLETHREAD);
    private final Object script;

    RubyFilter(String file, Map<String, String> parameters) {
        ruby.runScriptlet("require 'tollgate/logstash/logstash'");
        ruby.put("file", file);
        ruby.put("params", parameters);
        script = ruby.runScriptlet("Script.new(file, params.to_h)");
    }

    /** What becomes of an event that has these fields. */
    Result run(Map<String, ?> event) throws JsonProcessingException {
        String result = ruby.callMethod(script, "run", json.writeValueAsString(event), String.class);
        JsonNode tree = json.readTree(result);
        return new Result(tree.get("document"), tree.get("metadata"));
    }

    /** What becomes of a line. */
    Result run(String line) throws JsonProcessingException {
        return run(Map.of("message", line, "@timestamp", "", "@version", "1", "agent", Map.of("type", "filebeat")));
    }

    /** A table of the script, as it stands in its source. */
    JsonNode table(String name) throws JsonProcessingException {
        ruby.put("name", name);
        ruby.put("script", script);
        return json.readTree((String) ruby.runScriptlet("JSON.generate(script.table(name))"));
    }

    /** A document, and what Logstash keeps beside it. */
    record Result(JsonNode document, JsonNode metadata) {
        String refused() {
            JsonNode invalid = document.at("/llm_gateway/invalid");
            return (invalid.path("reason").asText() + " "
                            + invalid.path("field").asText())
                    .strip();
        }
    }
}
