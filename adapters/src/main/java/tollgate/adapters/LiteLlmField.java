package tollgate.adapters;

import tollgate.requestlog.Field;

/**
 * What is read of LiteLLM's StandardLoggingPayload. {@code messages}, {@code response}, {@code error_str}, the error's message
 * and its traceback are not among it: they hold content.
 */
enum LiteLlmField implements ForeignField {
    CALL_ID("litellm_call_id", Field.REQUEST_ID),
    ID("id", Field.RESPONSE_ID),
    TRACE_ID("trace_id", Field.TRACE_ID),
    CALL_TYPE("call_type", Field.OPERATION),
    STREAM("stream", Field.STREAM),
    CACHE_HIT("cache_hit", Field.ATTEMPTS),
    PROVIDER("custom_llm_provider", Field.PROVIDER),
    MODEL("model", Field.RESPONSE_MODEL),
    MODEL_GROUP("model_group", Field.MODEL_NAME),
    START("startTime", Field.TIMESTAMP),
    END("endTime", Field.LATENCY_MS),
    COMPLETION_START("completionStartTime", Field.TTFT_MS),
    OVERHEAD_MS("hidden_params.litellm_overhead_time_ms", Field.OVERHEAD_MS),

    STATUS("status", Field.OUTCOME),
    GUARDRAIL_STATUS("status_fields.guardrail_status", Field.OUTCOME),
    ERROR_CODE("error_information.error_code", Field.STATUS_CODE),
    ERROR_CLASS("error_information.error_class", Field.ERROR_TYPE),
    ERROR_PROVIDER("error_information.llm_provider", Field.OUTCOME),

    PROMPT_TOKENS("prompt_tokens", Field.INPUT_TOKENS),
    COMPLETION_TOKENS("completion_tokens", Field.OUTPUT_TOKENS),
    USAGE_PROMPT("metadata.usage_object.prompt_tokens", Field.INPUT_TOKENS),
    USAGE_INPUT("metadata.usage_object.input_tokens", Field.INPUT_TOKENS),
    USAGE_COMPLETION("metadata.usage_object.completion_tokens", Field.OUTPUT_TOKENS),
    USAGE_OUTPUT("metadata.usage_object.output_tokens", Field.OUTPUT_TOKENS),
    CACHE_READ("metadata.usage_object.cache_read_input_tokens", Field.CACHE_READ_TOKENS),
    CACHE_CREATION("metadata.usage_object.cache_creation_input_tokens", Field.CACHE_CREATION_TOKENS),
    PROMPT_CACHED("metadata.usage_object.prompt_tokens_details.cached_tokens", Field.CACHE_READ_TOKENS),
    PROMPT_CACHE_CREATION(
            "metadata.usage_object.prompt_tokens_details.cache_creation_tokens", Field.CACHE_CREATION_TOKENS),
    INPUT_CACHED("metadata.usage_object.input_tokens_details.cached_tokens", Field.CACHE_READ_TOKENS),
    COMPLETION_REASONING("metadata.usage_object.completion_tokens_details.reasoning_tokens", Field.REASONING_TOKENS),
    OUTPUT_REASONING("metadata.usage_object.output_tokens_details.reasoning_tokens", Field.REASONING_TOKENS),

    KEY_HASH("metadata.user_api_key_hash", Field.KEY_ID),
    TEAM("metadata.user_api_key_team_id", Field.TENANT),
    ORGANISATION("metadata.user_api_key_org_id", Field.TENANT),
    END_USER("end_user", Field.USER),
    KEY_USER("metadata.user_api_key_user_id", Field.USER),
    ADDRESS("requester_ip_address", Field.CLIENT_ADDRESS),
    METADATA_ADDRESS("metadata.requester_ip_address", Field.CLIENT_ADDRESS),
    USER_AGENT("user_agent", Field.USER_AGENT),
    METADATA_USER_AGENT("metadata.user_agent", Field.USER_AGENT);

    private final String path;
    private final Field feeds;

    LiteLlmField(String path, Field feeds) {
        this.path = path;
        this.feeds = feeds;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Field feeds() {
        return feeds;
    }
}
