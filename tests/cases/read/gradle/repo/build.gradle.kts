plugins { id("java") }
dependencies {
    implementation("org.x:x:2.3")
    testImplementation("org.junit:junit:5.0")
}
