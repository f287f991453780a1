#!/bin/sh
# Draw docs/images/published.png from the example's PDF: `make demo`, then `sh docs/images/make.sh`.
# Needs poppler-utils (pdftotext, pdftoppm) and ImageMagick (montage).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
pdf=${1:-$(ls "$here"/../../out/*部门预算公开.pdf "$here"/../../out/*/*部门预算公开.pdf 2>/dev/null | head -n 1)}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# The page that holds the words $1, after the contents. pdftotext ends each page with a form feed.
page_of() {
    pdftotext "$pdf" - 2>/dev/null | awk -v RS='\f' -v words="$1" 'NR > 2 && index($0, words) { print NR; exit }'
}

number=0
for page in 1 "$(page_of 预算公开表1)" "$(page_of 收入预算结构图)" "$(page_of 项目支出绩效目标表)"; do
    number=$((number + 1))
    pdftoppm -r 110 -png -singlefile -f "$page" -l "$page" "$pdf" "$scratch/$number" 2>/dev/null
done
montage "$scratch"/[1-4].png -tile 4x1 -filter Lanczos -geometry 392x554+4+4 -background '#d8dce2' -bordercolor '#d8dce2' "$scratch/all.png"
convert "$scratch/all.png" -strip -depth 8 +dither -colors 64 -define png:compression-level=9 "PNG8:$here/published.png"
