-- For wrk: sends the lines of a file, `METHOD PATH BODY`, one after the other and over again.
local lines = {}
for line in io.lines(os.getenv("REQUESTS")) do
    local method, path, body = line:match("^(%S+) (%S+) ?(.*)$")
    lines[#lines + 1] = { method = method, path = path, body = body ~= "" and body or nil }
end

local headers = { ["Content-Type"] = "application/json" }
if os.getenv("TOKEN") ~= "" then
    headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")
end
local first = tonumber(os.getenv("FIRST"))
local sent = 0

function request()
    local line = lines[sent % #lines + 1]
    sent = sent + 1
    local body = line.body
    if body then
        body = body:gsub("{number}", string.format("%d", first + sent))
    end
    return wrk.format(line.method, line.path, headers, body)
end
