//! Templates and style sheets of a project.

use crate::book::try_build;

#[test]
fn a_template_of_the_project_is_used_and_a_bad_one_is_refused() {
    let text = "---\ntitle: 题\n---\n\n文。\n";
    let page = "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>{{ title }}</title></head><body id=\"own\">{{ body }}</body></html>";
    let own =
        try_build(text, &[("templates/feature/article.xhtml", page)]).unwrap_or_else(|d| panic!("{d:?}"));
    assert!(own.article_text().contains("id=\"own\""));
    for bad in [
        page.replace("</body>", ""),
        page.replace("{{ body }}", "{{ bdoy }}"),
        page.replace("{{ body }}", "<script>1</script>"),
        page.replace("{{ body }}", "<p onclick=\"x()\">a</p>"),
        page.replace(
            "{{ body }}",
            "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}",
        ),
    ] {
        let refused = try_build(text, &[("templates/feature/article.xhtml", &bad)]);
        let Err(diags) = refused else { panic!("{bad} was taken") };
        assert!(diags.iter().any(|d| d.code.id == "K802"), "{diags:?}");
    }
    let css = try_build(text, &[("templates/feature/epub.css", "@import 'https://example.org/x.css';")]);
    assert!(css.is_err());
}
