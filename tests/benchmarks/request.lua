-- Turns the items of a query into requests: a different text each time, or the same few (when `rounds` is 0).
-- Arguments: file of items, before, after, again, rounds, accept.
local items, before, after, again, rounds = {}, "", "", "", true
local count = 0

function init(args)
  for line in io.lines(args[1]) do
    items[#items + 1] = line
  end
  before, after, again, rounds = args[2], args[3], args[4], args[5] ~= "0"
  wrk.headers["Accept"] = args[6]
end

function request()
  local round = math.floor(count / #items)
  local item = items[count % #items + 1]
  count = count + 1
  local path = before .. item .. after:gsub("ITEM", function() return item end)
  if rounds and round > 0 then
    path = path .. again .. round
  end
  return wrk.format("GET", path)
end

-- Times are in microseconds.
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "microseconds": %d, "p50": %.1f, "p99": %.1f, "bytes": %d, "status": %d, "socket": %d, "timeout": %d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), summary.bytes,
    errors.status, errors.connect + errors.read + errors.write, errors.timeout))
end
