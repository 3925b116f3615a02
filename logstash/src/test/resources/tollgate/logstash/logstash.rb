# As much of Logstash as a script of its ruby filter meets: an event with references like [a][b], and its timestamp.
require "json"

module LogStash
  class Timestamp
    def initialize(text)
      @text = text
    end

    def self.now
      new("2026-03-15T15:00:00.000Z")
    end

    def to_s
      @text
    end
  end

  class Event
    def initialize(data)
      @data = data
      @metadata = {}
    end

    def get(reference)
      parent, name = place(reference)
      parent && parent[name]
    end

    def set(reference, value)
      parent, name = place(reference, true)
      raise "#{value.class} at #{reference} is no type that Logstash takes" unless takes?(value)
      parent[name] = value
    end

    def remove(reference)
      parent, name = place(reference)
      parent && parent.delete(name)
    end

    def to_hash
      @data.dup
    end

    def to_json(*)
      JSON.generate(@data.transform_values { |value| value.is_a?(Timestamp) ? value.to_s : value })
    end

    private

    def takes?(value)
      case value
      when String, Integer, Float, true, false, nil, Timestamp then true
      when Array then value.all? { |one| takes?(one) }
      when Hash then value.values.all? { |one| takes?(one) }
      else false
      end
    end

    def place(reference, make = false)
      *parents, name = reference.start_with?("[") ? reference[1..-2].split("][") : [reference]
      root = @data
      if parents[0] == "@metadata"
        root = @metadata
        parents.shift
      end
      parents.each do |parent|
        root[parent] ||= {} if make
        root = root[parent] or return nil
      end
      [root, name]
    end
  end
end

# As Logstash does it: the script is evaluated within an object of its own.
class Script
  def initialize(path, params)
    @context = Object.new
    @context.instance_eval(File.read(path, encoding: "UTF-8"), path, 1)
    @context.register(params)
  end

  def filter(event)
    @context.filter(event)
  end

  def table(name)
    @context.instance_variable_get("@#{name}")
  end

  # JSON of what becomes of a line: the document, and what stands beside it.
  def run(fields)
    event = LogStash::Event.new(JSON.parse(fields))
    results = filter(event)
    raise "#{results.size} events of one" unless results.size == 1
    result = results.first
    metadata = %w[line request_id _id stream].map { |name| [name, result.get("[@metadata][#{name}]")] }.to_h
    JSON.generate("document" => JSON.parse(result.to_json), "metadata" => metadata)
  end
end
