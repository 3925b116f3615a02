# Makes what Elasticsearch refused a document of the invalid stream: whole, under an id of its own, without the values that Elasticsearch quotes.
require "base64"
require "digest"
require "json"

def register(params)
  @namespace = params["namespace"] || "default"
end

def filter(event)
  # A refused document that is itself refused would go round for ever.
  return [] if event.get("[data_stream][dataset]") == "llm_gateway.invalid"
  now = LogStash::Timestamp.now.to_s
  whole = event.get("[@metadata][line]") || event.to_json
  (event.to_hash.keys - ["@timestamp"]).each { |name| event.remove(name) }
  event.set("@timestamp", LogStash::Timestamp.new(now))
  event.set("[ecs][version]", "9.2.0")
  event.set("[data_stream]", { "type" => "logs", "dataset" => "llm_gateway.invalid", "namespace" => @namespace })
  event.set("[event][original]", whole)
  event.set("[event][ingested]", now)
  event.set("[llm_gateway][invalid][reason]", "rejected_by_elasticsearch")
  event.set("[llm_gateway][invalid][base64]", false)
  event.set("[error][message]", "Elasticsearch refuses the document: Logstash's own log says why")
  event.set("[@metadata][_id]", Base64.urlsafe_encode64("\0" * 6 + Digest::SHA256.digest(whole)[0, 12]))
  [event]
end
