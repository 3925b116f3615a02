# Makes a line the document that it stands for, or says why it is refused. Of a request line it makes what the Java module request-log does, and
# refuses what that refuses: LinesFilterTest holds one to the other. Request lines are read by Logstash's own Jackson, since Ruby's parser takes
# the last of two equal fields without a word.
#
# Reads [message], [log][file] and [log][offset]; leaves the document, and beside it [@metadata][line], [@metadata][_id], [@metadata][stream] (request,
# other or invalid) and of requests [@metadata][request_id].
#
# Parameters: kind (request, ecs or nginx), namespace, and of ecs the dataset.

require "base64"
require "bigdecimal"
require "digest"
require "java"
require "json"

def register(params)
  @kind = params.fetch("kind")
  @dataset = params["dataset"]
  @namespace = params["namespace"] || "default"
  # Line, type, document: in the order of request-log's table.
  @fields = {
    "timestamp" => [:timestamp, "@timestamp"],
    "request_id" => [:text, "event.id"],
    "model_name" => [:text, "gen_ai.request.model"],
    "input_tokens" => [:count, "gen_ai.usage.input_tokens"],
    "output_tokens" => [:count, "gen_ai.usage.output_tokens"],
    "latency_ms" => [:millis, "llm_gateway.latency_ms"],
    "kind" => [:code, "llm_gateway.kind"],
    "response_model" => [:text, "gen_ai.response.model"],
    "response_id" => [:text, "gen_ai.response.id"],
    "provider" => [:text, "gen_ai.provider.name"],
    "operation" => [:text, "gen_ai.operation.name"],
    "stream" => [:boolean, "gen_ai.request.stream"],
    "finish_reason" => [:text, "gen_ai.response.finish_reasons"],
    "cache_read_tokens" => [:count, "gen_ai.usage.cache_read.input_tokens"],
    "cache_creation_tokens" => [:count, "gen_ai.usage.cache_creation.input_tokens"],
    "reasoning_tokens" => [:count, "gen_ai.usage.reasoning.output_tokens"],
    "usage_source" => [:code, "llm_gateway.usage.source"],
    "outcome" => [:code, "llm_gateway.outcome"],
    "status" => [:status, "http.response.status_code"],
    "error_type" => [:text, "error.type"],
    "error_message" => [:text, "error.message"],
    "ttft_ms" => [:millis, "llm_gateway.ttft_ms"],
    "upstream_ms" => [:millis, "llm_gateway.upstream_ms"],
    "overhead_ms" => [:millis, "llm_gateway.overhead_ms"],
    "attempts" => [:count, "llm_gateway.attempts"],
    "attempt_id" => [:text, "llm_gateway.attempt.id"],
    "tenant" => [:text, "llm_gateway.tenant"],
    "user" => [:text, "user.id"],
    "key_id" => [:text, "llm_gateway.key.id"],
    "client_address" => [:text, "client.address"],
    "user_agent" => [:text, "user_agent.original"],
    "service_name" => [:text, "service.name"],
    "service_version" => [:text, "service.version"],
    "service_node" => [:text, "service.node.name"],
    "host" => [:text, "host.name"],
    "trace_id" => [:text, "trace.id"]
  }
  @codes = {
    "kind" => ["request", "slow_start"],
    "usage_source" => ["estimated", "provider", "unknown"],
    "outcome" => ["aborted", "client_error", "ok", "policy", "rate_limited", "timeout", "upstream_error"]
  }
  @required = ["timestamp", "request_id", "model_name"]
  @max_line_bytes = 1 << 20
  @max_text_chars = 8_191
  @max_count = 1_000_000_000_000
  @max_millis = 1_000_000_000
  @ecs_version = "9.2.0"
  @rfc_3339 = /\A(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d\d):(\d\d))\z/
  @end_of_timestamps = 253_370_764_800 # 9999-01-01T00:00:00Z
  @json = com.fasterxml.jackson.core.JsonFactory.new
  # nginx's combined format, and $request_time after it if it is there.
  @nginx = %r{\A(\S+) \S+ (\S+) \[([^\]]+)\] "(?:(\S+) ([^ ?"]+)\S*(?: HTTP/([\d.]+))?|[^"]*)" (\d{3}) (\d+|-)(?: "([^"?]*)[^"]*" "([^"]*)")?(?: ([\d.]+|-))?\z}
  @nginx_time = java.time.format.DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", java.util.Locale::ROOT)
end

def filter(event)
  line = event.get("message").to_s
  path = event.get("[log][file][path]")
  # Newer Filebeats tell what the file is known by, which a rename does not change.
  place = [event.get("[log][file][fingerprint]") || path, event.get("[log][offset]")].map(&:to_s)
  offset = event.get("[log][offset]")
  read, refusal = read(line)
  (event.to_hash.keys - ["@timestamp"]).each { |name| event.remove(name) }
  if refusal
    refused(event, line, path, offset, place, refusal)
  elsif @kind == "request"
    request(event, line, read)
  else
    other(event, line, place, *read)
  end
  [event]
end

# What the line says, or nil and why it is refused: reason, field, explanation.
def read(line)
  refusal = catch(:refused) do
    bytes = line.bytesize
    refuse("too_long", nil, "the line has #{bytes} bytes, at most #{@max_line_bytes} are allowed") if bytes > @max_line_bytes
    refuse("empty", nil, "the line is empty") if bytes == 0
    refuse("invalid_utf8", nil, "the line is not UTF-8") unless line.valid_encoding?
    return [@kind == "request" ? values(line) : @kind == "ecs" ? ecs(line) : nginx(line), nil]
  end
  [nil, refusal]
rescue StandardError, java.lang.Exception => e # a mistake of ours must not lose the line
  [nil, ["internal_error", nil, "the filter failed: #{e.class}"]]
end

def refuse(reason, field, explanation)
  throw :refused, [reason, field, explanation]
end

def values(line)
  parser = @json.createParser(java.io.StringReader.new(line))
  values = {}
  begin
    refuse("empty", nil, "the line is blank") unless (token = parser.nextToken)
    refuse("not_an_object", nil, "the line is JSON but no object") unless token.name == "START_OBJECT"
    while (name = parser.nextFieldName)
      token = parser.nextToken
      unless @fields.key?(name)
        parser.skipChildren
        next
      end
      refuse("duplicate_field", name, "#{name} stands there twice") if values.key?(name)
      values[name] = token && token.name == "VALUE_NULL" ? nil : value(name, token, parser)
    end
    refuse("not_json", nil, "the object does not end") unless parser.currentToken && parser.currentToken.name == "END_OBJECT"
    refuse("not_json", nil, "something follows the object") if parser.nextToken
  rescue com.fasterxml.jackson.core.exc.StreamConstraintsException
    refuse("not_json", nil, "deeper or longer than JSON for machines is")
  rescue com.fasterxml.jackson.core.JsonProcessingException => e
    refuse("not_json", nil, "not JSON at character #{e.getLocation.getCharOffset}")
  ensure
    parser.close
  end
  @required.each do |name|
    refuse("missing_field", name, "#{name} is missing, null or empty") if values[name].nil? || values[name] == ""
  end
  values.compact
end

def value(name, token, parser)
  kind = token ? token.name : ""
  case @fields[name][0]
  when :timestamp then timestamp(name, text(name, kind, parser))
  when :text then text(name, kind, parser)
  when :code then code(name, text(name, kind, parser))
  when :count then whole(name, kind, parser, 0, @max_count)
  when :status then whole(name, kind, parser, 100, 599)
  when :millis then nanos(name, kind, parser)
  when :boolean
    refuse("wrong_type", name, "#{name} is not true or false") unless ["VALUE_TRUE", "VALUE_FALSE"].include?(kind)
    kind == "VALUE_TRUE"
  end
end

def text(name, kind, parser)
  refuse("wrong_type", name, "#{name} is not a string") unless kind == "VALUE_STRING"
  # Characters of UTF-16, as Java counts them.
  refuse("out_of_range", name, "#{name} is longer than #{@max_text_chars} characters") if parser.getTextLength > @max_text_chars
  text = parser.getText
  return text if text.length == parser.getTextLength && text.ascii_only?
  # Half of a surrogate pair, which only an escape can say, would end Ruby's string; Java writes a question mark.
  chars = java.nio.CharBuffer.wrap(parser.getTextCharacters, parser.getTextOffset, parser.getTextLength)
  bytes = java.nio.charset.StandardCharsets::UTF_8.encode(chars)
  utf_8 = Java::byte[bytes.remaining].new
  bytes.get(utf_8)
  String.from_java_bytes(utf_8).force_encoding("UTF-8")
end

def code(name, text)
  refuse("unknown_value", name, "#{name} is none of #{@codes[name].join(', ')}") unless @codes[name].include?(text)
  text
end

def whole(name, kind, parser, least, most)
  refuse("wrong_type", name, "#{name} is not a whole number") unless kind == "VALUE_NUMBER_INT"
  number = parser.getText.to_i
  refuse("negative", name, "#{name} is negative") if number < 0
  refuse("out_of_range", name, "#{name} is above #{most}") if number > 9_223_372_036_854_775_807
  refuse("out_of_range", name, "#{name} is not from #{least} to #{most}") if number < least || number > most
  number
end

# Milliseconds as nanoseconds, exactly.
def nanos(name, kind, parser)
  return whole(name, kind, parser, 0, @max_millis) * 1_000_000 if kind == "VALUE_NUMBER_INT"
  refuse("wrong_type", name, "#{name} is not a number") unless kind == "VALUE_NUMBER_FLOAT"
  refuse("negative", name, "#{name} is negative") if parser.getDoubleValue < 0
  refuse("out_of_range", name, "#{name} is above #{@max_millis}") if parser.getDoubleValue > @max_millis
  plain = /\A(\d+)\.(\d{1,6})\z/.match(parser.getText)
  plain ? plain[1].to_i * 1_000_000 + plain[2].ljust(6, "0").to_i : java.lang.Math.round(parser.getDoubleValue * 1_000_000)
end

# Seconds since 1970 and nanoseconds.
def timestamp(name, text)
  bad = -> { refuse("bad_timestamp", name, "#{name} is no RFC 3339 date-time with an offset") }
  year, month, day, hour, minute, second, fraction, sign, hours, minutes = (@rfc_3339.match(text) || bad.call).captures
  year, month, day, hour, minute, second, hours, minutes = [year, month, day, hour, minute, second, hours, minutes].map(&:to_i)
  bad.call if hour > 23 || minute > 59 || second > 59 || hours > 23 || minutes > 59
  begin
    seconds = java.time.LocalDate.of(year, month, day).toEpochDay * 86_400 + hour * 3600 + minute * 60 + second
  rescue java.time.DateTimeException
    bad.call
  end
  offset = hours * 3600 + minutes * 60
  seconds -= sign == "-" ? -offset : offset
  refuse("out_of_range", name, "#{name} is not from 1970 to 9998") unless seconds >= 0 && seconds < @end_of_timestamps
  [seconds, (fraction || "").ljust(9, "0").to_i]
end

def request(event, line, values)
  started = values["timestamp"]
  outcome = values["outcome"] || outcome_of(values["status"])
  kind = values["kind"] || "request"
  values.merge("outcome" => outcome, "kind" => kind).each do |name, value|
    type, path = @fields[name]
    next if value.nil? || type == :timestamp
    value = decimal(value, 1_000_000) if type == :millis
    value = [value] if name == "finish_reason"
    event.set(reference(path), value)
  end
  identity(event, started, "llm_gateway.request")
  event.set("[event][outcome]", outcome.nil? ? "unknown" : outcome == "ok" ? "success" : "failure")
  event.set("[http][request][id]", values["request_id"])
  if (latency = values["latency_ms"])
    event.set("[event][duration]", latency)
    event.set("[event][end]", formatted(plus(started, latency)))
  end
  event.set("[gen_ai][response][time_to_first_chunk]", decimal(values["ttft_ms"], 1_000_000_000)) if values["ttft_ms"]
  metadata(event, line, "request", id(started, values["request_id"], formatted(started), kind))
  event.set("[@metadata][request_id]", values["request_id"])
end

# A line in ECS JSON: its fields as they are.
def ecs(line)
  begin
    fields = JSON.parse(line, max_nesting: 50)
  rescue JSON::ParserError
    refuse("not_json", nil, "the line is not JSON")
  end
  refuse("not_an_object", nil, "the line is JSON but no object") unless fields.is_a?(Hash)
  time = fields.delete("@timestamp")
  refuse("missing_field", "@timestamp", "@timestamp is missing, null or empty") if time.nil? || time == ""
  refuse("wrong_type", "@timestamp", "@timestamp is not a string") unless time.is_a?(String)
  refuse("unknown_value", nil, "the name of a field has brackets") if fields.keys.any? { |name| name.empty? || name.match?(/[\[\]]/) }
  ours = /\A(@|ecs(\.|\z)|data_stream(\.|\z))/
  [timestamp("@timestamp", time), fields.reject { |name, _| name.match?(ours) }, @dataset]
end

# A line of an access log. What follows a question mark may be a key, and is left out.
def nginx(line)
  address, user, time, method, path, version, status, bytes, referrer, agent, seconds =
      (@nginx.match(line) || refuse("not_nginx", nil, "the line is not of nginx's combined format")).captures
  begin
    instant = java.time.OffsetDateTime.parse(time, @nginx_time).toInstant
  rescue java.time.DateTimeException
    refuse("bad_timestamp", "time_local", "time_local is no date-time of nginx")
  end
  known = ->(text) { text.nil? || text == "-" || text == "" ? nil : text }
  http = { "response" => { "status_code" => status.to_i } }
  http["response"]["body"] = { "bytes" => bytes.to_i } if known[bytes]
  http["request"] = { "method" => method, "referrer" => known[referrer] }.compact if method
  http["version"] = version if version
  event = { "kind" => "event", "category" => ["web"], "outcome" => status.to_i < 400 ? "success" : "failure" }
  event["duration"] = (BigDecimal(seconds) * 1_000_000_000).to_i if known[seconds]
  fields = { "source" => { "address" => address }, "http" => http, "event" => event }
  fields["url"] = { "path" => path } if path
  fields["user"] = { "name" => user } if known[user]
  fields["user_agent"] = { "original" => agent } if known[agent]
  [[instant.getEpochSecond, 0], fields, "nginx.access"]
end

def other(event, line, place, time, fields, dataset)
  fields.each { |name, value| event.set("[#{name}]", value) unless value.nil? }
  identity(event, time, dataset)
  metadata(event, line, "other", id(time, *place, Digest::SHA256.hexdigest(line)))
end

def refused(event, line, path, offset, place, refusal)
  reason, field, explanation = refusal
  now = java.time.Instant.now
  identity(event, [now.getEpochSecond, now.getNano / 1_000_000 * 1_000_000], "llm_gateway.invalid")
  event.set("[event][original]", line)
  event.set("[llm_gateway][invalid][reason]", reason)
  event.set("[llm_gateway][invalid][field]", field) if field
  event.set("[llm_gateway][invalid][base64]", false)
  event.set("[error][message]", explanation)
  event.set("[log][file][path]", path) if path
  event.set("[log][offset]", offset) if offset
  metadata(event, line, "invalid", id([0, 0], *place, Digest::SHA256.hexdigest(line)))
end

def metadata(event, line, stream, id)
  event.set("[@metadata][line]", line)
  event.set("[@metadata][stream]", stream)
  event.set("[@metadata][_id]", id)
end

def identity(event, time, dataset)
  event.set("@timestamp", LogStash::Timestamp.new(formatted(time)))
  event.set("[ecs][version]", @ecs_version)
  event.set("[data_stream][type]", "logs")
  event.set("[data_stream][dataset]", dataset)
  event.set("[data_stream][namespace]", @namespace)
  now = java.time.Instant.now
  event.set("[event][ingested]", formatted([now.getEpochSecond, now.getNano / 1_000_000 * 1_000_000]))
end

# 18 bytes in base64: six of the time in milliseconds, twelve of SHA-256 over the parts.
def id(time, *parts)
  millis = time[0] * 1000 + time[1] / 1_000_000
  hash = Digest::SHA256.digest(parts.map { |part| part.dup.force_encoding("BINARY") + "\0".b }.join)
  Base64.urlsafe_encode64([millis].pack("Q>")[2, 6] + hash[0, 12])
end

def outcome_of(status)
  case status
  when nil then nil
  when 401, 403 then "policy"
  when 408, 504 then "timeout"
  when 429 then "rate_limited"
  when 499 then "aborted"
  else status < 400 ? "ok" : status < 500 ? "client_error" : "upstream_error"
  end
end

def plus(time, nanos)
  sum = time[1] + nanos
  [time[0] + sum / 1_000_000_000, sum % 1_000_000_000]
end

# With milliseconds and, where there are finer parts, with micro- or nanoseconds.
def formatted(time)
  nanos = format("%09d", time[1])
  fraction = nanos.end_with?("000000") ? nanos[0, 3] : nanos.end_with?("000") ? nanos[0, 6] : nanos
  java.time.LocalDateTime.ofEpochSecond(time[0], 0, java.time.ZoneOffset::UTC)
      .format(java.time.format.DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss")) + ".#{fraction}Z"
end

# The double next to the exact quotient; a whole number stays whole.
def decimal(nanos, unit)
  nanos % unit == 0 ? nanos / unit : (BigDecimal(nanos) / unit).to_f
end

def reference(path)
  path.split(".").map { |part| "[#{part}]" }.join
end
