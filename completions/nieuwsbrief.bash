# bash completion for nieuwsbrief(1)
_nieuwsbrief() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  local commands='brief translate summarize sentences analyse digest doctor glossary'
  local options='--length --words --no-position --backend --threads --url --offline --glossary --keep --pos --note --lines --from --format --output
    --bilingual --explain --no-marks --state --quiet --verbose --help --version'
  local choices=
  case $before in
    -b | --backend) choices='auto neural glossary libretranslate deepl' ;;
    -f | --format) choices='text markdown html json jsonl tmx tsv csv tbx' ;;
    --pos) choices='ADJ ADP ADV NOUN PROPN VERB' ;;
    --from) choices='auto text html jsonl' ;;
    -n | --length | --words | -j | --threads | --url | --note) return ;;
    *)
      case $word in
        -*) choices=$options ;;
        *)
          [ "$COMP_CWORD" -eq 1 ] && choices=$commands
          [ "$COMP_CWORD" -eq 2 ] && [ "$before" = glossary ] && choices='check add list import export'
          ;;
      esac
      ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$word")
}
complete -o default -F _nieuwsbrief nieuwsbrief
