# Tells what peers.sh measured as a table, and draws it to the file SVG: bars on a logarithmic
# scale, in colours that can be read on light and on dark ground.
# Lines: GROUP|LABEL, median, 99th percentile, ratio, more than direct; microseconds.

BEGIN {
	title["start"] = "Starting an empty program in a project"
	title["shell"] = "A new bash that evaluates the tool's set-up"
	title["prompt"] = "Asked at every prompt"
	order = "start shell prompt"
	left = 190; width = 480; row = 24; low = 0.1; high = 1000
}

{
	split($1, name, "|")
	n[name[1]]++
	label[name[1], n[name[1]]] = name[2]
	median[name[1], n[name[1]]] = $2 / 1000
	if (!(name[1] in base))
		base[name[1]] = $2
	more[name[1], n[name[1]]] = ($2 - base[name[1]]) / 1000
}

function milliseconds(value)
{
	return sprintf(value < 9.95 ? "%.2f ms" : "%.0f ms", value)
}

function position(value)
{
	return left + width * log(value / low) / log(high / low)
}

function text(x, y, anchor, words, extra)
{
	printf "<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"%s\"%s>%s</text>\n", x, y, anchor,
		extra, words >svg
}

function bar(y, what, value)
{
	text(left - 10, y + 16, "end", what, "")
	printf "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\" fill=\"%s\"/>\n",
		left, y + 4, position(value) - left, row - 8,
		what ~ /^vshim/ ? "#2f9e6e" : "#8296b0" >svg
	text(position(value) + 6, y + 16, "start", milliseconds(value), "")
}

function grid(top, bottom,   value)
{
	for (value = low; value <= high; value *= 10) {
		printf "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" " \
			"stroke=\"#75808d\" stroke-opacity=\"0.3\"/>\n",
			position(value), top, position(value), bottom >svg
		text(position(value), bottom + 16, "middle", value " ms", "")
	}
}

END {
	groups = split(order, group, " ")
	height = 30
	for (g = 1; g <= groups; g++)
		height += n[group[g]] * row + 38
	printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" " \
		"viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\" " \
		"fill=\"#75808d\">\n", left + width + 90, height,
		left + width + 90, height >svg
	print "<title>What vshim and its peers cost, on a logarithmic scale</title>" >svg
	grid(8, height - 24)
	y = 8
	for (g = 1; g <= groups; g++) {
		kind = group[g]
		printf "%s\n", title[kind]
		text(left, y + 14, "start", title[kind], " font-weight=\"bold\"")
		y += 22
		for (i = 1; i <= n[kind]; i++) {
			printf "  %-22s %10s %12s more\n", label[kind, i],
				milliseconds(median[kind, i]), milliseconds(more[kind, i])
			bar(y, label[kind, i], median[kind, i])
			y += row
		}
		y += 16
	}
	print "</svg>" >svg
}
